-- The words are cut and folded before they come here; those of a title have the weight A.
CREATE TABLE search_words (
    number bigint CONSTRAINT pk_search_words PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX ix_search_words_words ON search_words USING gin (words);
