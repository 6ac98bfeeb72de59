-- What keeps the log as it was written, on PostgreSQL, and the one way of writing it.

INSERT INTO log_head (one, position, append, recorded_at, open_to) VALUES (1, 0, 0, NULL, NULL);

CREATE FUNCTION log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is immutable: % of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION log_refuse_head_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.one = OLD.one AND NEW.position = OLD.position AND NEW.append = OLD.append
        AND NEW.recorded_at IS NOT DISTINCT FROM OLD.recorded_at AND NEW.open_to > OLD.position
    THEN
        RETURN NEW; -- opens
    END IF;
    IF NEW.one = OLD.one AND NEW.position = OLD.open_to AND NEW.append = OLD.append + 1 AND NEW.open_to IS NULL
        AND EXISTS (
            SELECT 1 FROM appends
            WHERE number = NEW.append AND last_position = NEW.position AND recorded_at = NEW.recorded_at
        )
        AND NEW.position - OLD.position = (
            SELECT count(*) FROM events WHERE position > OLD.position AND position <= NEW.position
        )
    THEN
        RETURN NEW; -- closes on a complete append
    END IF;
    RAISE EXCEPTION 'the head of the log moves forward by whole appends' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION log_refuse_open_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM log_head WHERE open_to IS NOT NULL) THEN
        RAISE EXCEPTION 'an append was left open' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION log_refuse_outside_append() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM entered, log_head
        WHERE NOT coalesce(entered.position > log_head.position AND entered.position <= log_head.open_to, false)
    ) THEN
        RAISE EXCEPTION '% enters the log next in line, by an append', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION log_refuse_foreign_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM entered, log_head
        WHERE NOT coalesce(
            entered.position > log_head.position AND entered.position <= log_head.open_to
            AND entered.append = log_head.append + 1, false
        )
    ) THEN
        RAISE EXCEPTION 'events enter the log next in line, by an append' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION log_refuse_foreign_append() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM log_head
        WHERE NEW.number = append + 1 AND NEW.first_position = position + 1 AND NEW.last_position = open_to
            AND (recorded_at IS NULL OR NEW.recorded_at > recorded_at)
    ) THEN
        RAISE EXCEPTION 'appends follow each other' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_refuse_foreign_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM log_head WHERE open_to IS NOT NULL AND NEW.append = append + 1) THEN
        RAISE EXCEPTION 'an idempotency key enters with its append' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_refuse_all_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (to_jsonb(NEW) @> TG_ARGV[0]::jsonb)
        OR to_jsonb(NEW) - ARRAY(SELECT jsonb_object_keys(TG_ARGV[0]::jsonb))
            IS DISTINCT FROM to_jsonb(OLD) - ARRAY(SELECT jsonb_object_keys(TG_ARGV[0]::jsonb))
    THEN
        RAISE EXCEPTION '% can only be erased, with its salt', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER log_head_change BEFORE INSERT OR DELETE OR TRUNCATE ON log_head
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_change();
CREATE TRIGGER log_head_update BEFORE UPDATE ON log_head
    FOR EACH ROW EXECUTE FUNCTION log_refuse_head_move();
CREATE CONSTRAINT TRIGGER log_head_closed AFTER UPDATE ON log_head DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.open_to IS NOT NULL) EXECUTE FUNCTION log_refuse_open_head();

CREATE TRIGGER events_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_change();
CREATE TRIGGER events_insert AFTER INSERT ON events REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_foreign_events();

CREATE TRIGGER event_tags_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event_tags
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_change();
CREATE TRIGGER event_tags_insert AFTER INSERT ON event_tags REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_outside_append();

CREATE TRIGGER event_texts_change BEFORE DELETE OR TRUNCATE ON event_texts
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_change();
CREATE TRIGGER event_texts_update BEFORE UPDATE ON event_texts
    FOR EACH ROW EXECUTE FUNCTION log_refuse_all_but_erasure('{"text": null, "salt": null}');
CREATE TRIGGER event_texts_insert AFTER INSERT ON event_texts REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_outside_append();

CREATE TRIGGER appends_change BEFORE UPDATE OR DELETE OR TRUNCATE ON appends
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_change();
CREATE TRIGGER appends_insert BEFORE INSERT ON appends
    FOR EACH ROW EXECUTE FUNCTION log_refuse_foreign_append();

CREATE TRIGGER idempotency_change BEFORE DELETE OR TRUNCATE ON idempotency
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse_change();
CREATE TRIGGER idempotency_update BEFORE UPDATE ON idempotency
    FOR EACH ROW EXECUTE FUNCTION log_refuse_all_but_erasure('{"fingerprint": null, "salt": null}');
CREATE TRIGGER idempotency_insert BEFORE INSERT ON idempotency
    FOR EACH ROW EXECUTE FUNCTION log_refuse_foreign_key();

-- A replica's session passes ordinary triggers by; these fire there too.
ALTER TABLE log_head ENABLE ALWAYS TRIGGER log_head_change;
ALTER TABLE log_head ENABLE ALWAYS TRIGGER log_head_update;
ALTER TABLE log_head ENABLE ALWAYS TRIGGER log_head_closed;
ALTER TABLE events ENABLE ALWAYS TRIGGER events_change;
ALTER TABLE events ENABLE ALWAYS TRIGGER events_insert;
ALTER TABLE event_tags ENABLE ALWAYS TRIGGER event_tags_change;
ALTER TABLE event_tags ENABLE ALWAYS TRIGGER event_tags_insert;
ALTER TABLE event_texts ENABLE ALWAYS TRIGGER event_texts_change;
ALTER TABLE event_texts ENABLE ALWAYS TRIGGER event_texts_update;
ALTER TABLE event_texts ENABLE ALWAYS TRIGGER event_texts_insert;
ALTER TABLE appends ENABLE ALWAYS TRIGGER appends_change;
ALTER TABLE appends ENABLE ALWAYS TRIGGER appends_insert;
ALTER TABLE idempotency ENABLE ALWAYS TRIGGER idempotency_change;
ALTER TABLE idempotency ENABLE ALWAYS TRIGGER idempotency_update;
ALTER TABLE idempotency ENABLE ALWAYS TRIGGER idempotency_insert;

-- One call appends, so that the head is locked for one round trip. Refusals of its own: RM001 the head has moved,
-- RM002 there is no such text to erase. Every statement takes a new snapshot (READ COMMITTED), so that what follows the
-- wait for the head sees what was committed during it.
--
-- What is text comes as JSON, an object for each row, and bytes come beside it as arrays in the same order: the driver
-- writes JSON many times faster than arrays of texts.
CREATE FUNCTION append_events(
    expected_position bigint, expected_append bigint, appended_at bigint, appended_by text, notifies boolean,
    new_events json, leaves bytea[], leaf_hashes bytea[], new_texts json, text_salts bytea[],
    key_credential text, key_route text, key_itself text, key_fingerprint bytea, key_salt bytea, erase json
) RETURNS void LANGUAGE plpgsql
-- A session keeps the plans it made while the log was small, also those of the guards: none of them may read it whole.
SET enable_seqscan = off
AS $$
DECLARE
    next_append CONSTANT bigint := expected_append + 1;
    last CONSTANT bigint := expected_position + cardinality(leaves);
    erased bigint;
BEGIN
    -- Held alone by a writer that takes an exclusive turn.
    PERFORM pg_advisory_xact_lock_shared(5932458021067314433);
    UPDATE log_head SET open_to = last WHERE position = expected_position AND append = expected_append;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the log no longer ends at position %', expected_position USING ERRCODE = 'RM001';
    END IF;

    IF key_itself IS NOT NULL THEN
        INSERT INTO idempotency (credential, route, key, fingerprint, salt, append)
        VALUES (key_credential, key_route, key_itself, key_fingerprint, key_salt, next_append);
    END IF;
    INSERT INTO events (
        position, append, id, type, earliest, latest, external_id, tags, words, leaf, leaf_hash
    )
    SELECT expected_position + place, next_append, id, type, earliest, latest, external_id, tags::text, words,
        leaf, leaf_hash
    FROM ROWS FROM (
        json_to_recordset(new_events) AS (
            id text, type text, earliest text, latest text, external_id text, tags json, words text
        ),
        unnest(leaves), unnest(leaf_hashes)
    ) WITH ORDINALITY AS entering (
        id, type, earliest, latest, external_id, tags, words, leaf, leaf_hash, place
    );
    INSERT INTO event_tags (tag, position)
    SELECT tag, expected_position + place
    FROM ROWS FROM (json_to_recordset(new_events) AS (tags json)) WITH ORDINALITY AS entering (tags, place),
        json_array_elements_text(tags) AS tag
    ORDER BY tag, place;
    IF cardinality(text_salts) > 0 THEN
        INSERT INTO event_texts (position, path, text, salt)
        SELECT position, path, body, salt
        FROM ROWS FROM (
            json_to_recordset(new_texts) AS (position bigint, path text, text text), unnest(text_salts)
        ) AS entering (position, path, body, salt);
    END IF;

    IF erase IS NOT NULL THEN
        UPDATE event_texts SET text = NULL, salt = NULL
        WHERE (position, path) IN (SELECT * FROM json_to_recordset(erase) AS asked (position bigint, path text));
        GET DIAGNOSTICS erased = ROW_COUNT;
        IF erased < (
            SELECT count(*) FROM (
                SELECT DISTINCT * FROM json_to_recordset(erase) AS asked (position bigint, path text)
            ) AS each
        ) THEN
            RAISE EXCEPTION 'there is no such text to erase' USING ERRCODE = 'RM002';
        END IF;
        UPDATE idempotency SET fingerprint = NULL, salt = NULL
        WHERE append IN (
            SELECT events.append FROM events
            WHERE position IN (SELECT position FROM json_to_recordset(erase) AS asked (position bigint))
        );
    END IF;

    INSERT INTO appends (number, first_position, last_position, recorded_at, recorded_by, notify)
    VALUES (next_append, expected_position + 1, last, appended_at, appended_by, notifies);
    UPDATE log_head SET position = last, append = next_append, recorded_at = appended_at, open_to = NULL;
END $$;
