-- As in 0008, once for each generation.
CREATE VIRTUAL TABLE search_words_a USING fts5 (title, body, content = '', tokenize = 'ascii', prefix = '2 3 4');
CREATE VIRTUAL TABLE search_words_b USING fts5 (title, body, content = '', tokenize = 'ascii', prefix = '2 3 4');
