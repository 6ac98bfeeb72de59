-- The words are cut and folded before they come here, and every character above U+007F is one of a word to `ascii`: it
-- cuts at blanks alone. The texts themselves are not kept (content='').
CREATE VIRTUAL TABLE search_words USING fts5 (title, body, content = '', tokenize = 'ascii', prefix = '2 3 4');
