import pathlib
from tests.integration.api.lettered import *
def test_x(sqlite_engine, tmp_path):
    with mailing(sqlite_engine, tmp_path) as m:
        m.ask(note="For my brief")
        (l,) = m.send()
        print(l.raw.decode())
        m.confirm(l)
        m.sign_the_law()
        ls = m.send()
        for l in ls:
            print("=====", l.raw.decode()[:1500])
            print(l.text)
            print(l.html)
        import time
        assert 0
