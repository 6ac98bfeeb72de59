-- What keeps the log as it was written, on SQLite.
--
-- INSERT OR REPLACE and UPDATE OR REPLACE delete the row they replace without firing its DELETE trigger unless
-- recursive_triggers is on, which is a setting of each connection. So nothing here relies on that: an insert that would
-- meet an existing row is refused before it is made.

INSERT INTO log_head (one, position, append, recorded_at, open_to) VALUES (1, 0, 0, NULL, NULL);

CREATE TRIGGER log_head_insert BEFORE INSERT ON log_head
BEGIN SELECT RAISE(ABORT, 'the log has one head'); END;

CREATE TRIGGER log_head_delete BEFORE DELETE ON log_head
BEGIN SELECT RAISE(ABORT, 'the head of the log is never deleted'); END;

CREATE TRIGGER log_head_update BEFORE UPDATE ON log_head
WHEN NOT (
    -- opens
    (NEW.one = OLD.one AND NEW.position = OLD.position AND NEW.append = OLD.append
        AND NEW.recorded_at IS OLD.recorded_at AND NEW.open_to > OLD.position)
    -- closes on a complete append
    OR (NEW.one = OLD.one AND NEW.position = OLD.open_to AND NEW.append = OLD.append + 1 AND NEW.open_to IS NULL
        AND EXISTS (
            SELECT 1 FROM appends
            WHERE number = NEW.append AND last_position = NEW.position AND recorded_at = NEW.recorded_at
        )
        AND NEW.position - OLD.position = (
            SELECT count(*) FROM events
            WHERE position > OLD.position AND position <= NEW.position
        ))
)
BEGIN SELECT RAISE(ABORT, 'the head of the log moves forward by whole appends'); END;

CREATE TRIGGER events_insert BEFORE INSERT ON events
WHEN NOT EXISTS (
    SELECT 1 FROM log_head
    WHERE NEW.position > position AND NEW.position <= open_to AND NEW.append = append + 1
)
OR EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
OR (NEW.external_id IS NOT NULL AND EXISTS (SELECT 1 FROM events WHERE external_id = NEW.external_id))
BEGIN SELECT RAISE(ABORT, 'events enter the log once, next in line, by an append'); END;

CREATE TRIGGER events_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the log is immutable'); END;

CREATE TRIGGER events_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the log is immutable'); END;

CREATE TRIGGER event_tags_insert BEFORE INSERT ON event_tags
WHEN NOT EXISTS (SELECT 1 FROM log_head WHERE NEW.position > position AND NEW.position <= open_to)
BEGIN SELECT RAISE(ABORT, 'tags enter the log with their event'); END;

CREATE TRIGGER event_tags_update BEFORE UPDATE ON event_tags
BEGIN SELECT RAISE(ABORT, 'the log is immutable'); END;

CREATE TRIGGER event_tags_delete BEFORE DELETE ON event_tags
BEGIN SELECT RAISE(ABORT, 'the log is immutable'); END;

CREATE TRIGGER event_texts_insert BEFORE INSERT ON event_texts
WHEN NOT EXISTS (SELECT 1 FROM log_head WHERE NEW.position > position AND NEW.position <= open_to)
OR EXISTS (SELECT 1 FROM event_texts WHERE position = NEW.position AND path = NEW.path)
BEGIN SELECT RAISE(ABORT, 'texts enter the log once, with their event'); END;

CREATE TRIGGER event_texts_update BEFORE UPDATE ON event_texts
WHEN NOT (NEW.position = OLD.position AND NEW.path = OLD.path AND NEW.text IS NULL AND NEW.salt IS NULL)
BEGIN SELECT RAISE(ABORT, 'a text beside the log can only be erased, with its salt'); END;

CREATE TRIGGER event_texts_delete BEFORE DELETE ON event_texts
BEGIN SELECT RAISE(ABORT, 'that there was a text is never forgotten'); END;

CREATE TRIGGER appends_insert BEFORE INSERT ON appends
WHEN NOT EXISTS (
    SELECT 1 FROM log_head
    WHERE NEW.number = append + 1 AND NEW.first_position = position + 1 AND NEW.last_position = open_to
        AND (recorded_at IS NULL OR NEW.recorded_at > recorded_at)
)
OR EXISTS (SELECT 1 FROM appends WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'appends follow each other'); END;

CREATE TRIGGER appends_update BEFORE UPDATE ON appends
BEGIN SELECT RAISE(ABORT, 'the log is immutable'); END;

CREATE TRIGGER appends_delete BEFORE DELETE ON appends
BEGIN SELECT RAISE(ABORT, 'the log is immutable'); END;

CREATE TRIGGER idempotency_insert BEFORE INSERT ON idempotency
WHEN NOT EXISTS (SELECT 1 FROM log_head WHERE open_to IS NOT NULL AND NEW.append = append + 1)
OR EXISTS (SELECT 1 FROM idempotency WHERE credential = NEW.credential AND route = NEW.route AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'a key enters once, with its append'); END;

CREATE TRIGGER idempotency_update BEFORE UPDATE ON idempotency
WHEN NOT (
    NEW.credential = OLD.credential AND NEW.route = OLD.route AND NEW.key = OLD.key AND NEW.append = OLD.append
    AND NEW.fingerprint IS NULL AND NEW.salt IS NULL
)
BEGIN SELECT RAISE(ABORT, 'a fingerprint can only be erased, with its salt'); END;

CREATE TRIGGER idempotency_delete BEFORE DELETE ON idempotency
BEGIN SELECT RAISE(ABORT, 'what a key stands for is never forgotten'); END;
