DROP FUNCTION append_events;

DROP FUNCTION log_refuse_all_but_erasure CASCADE;
DROP FUNCTION log_refuse_foreign_key CASCADE;
DROP FUNCTION log_refuse_foreign_append CASCADE;
DROP FUNCTION log_refuse_foreign_events CASCADE;
DROP FUNCTION log_refuse_outside_append CASCADE;
DROP FUNCTION log_refuse_open_head CASCADE;
DROP FUNCTION log_refuse_head_move CASCADE;
DROP FUNCTION log_refuse_change CASCADE;
