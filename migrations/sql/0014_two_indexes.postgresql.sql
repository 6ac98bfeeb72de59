-- As in 0008, once for each generation.
CREATE TABLE search_words_a (
    number bigint CONSTRAINT pk_search_words_a PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX ix_search_words_a_words ON search_words_a USING gin (words);
CREATE TABLE search_words_b (
    number bigint CONSTRAINT pk_search_words_b PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX ix_search_words_b_words ON search_words_b USING gin (words);
