import pytest

from monitor.dossiers.bundled import bundled
from monitor.dossiers.loading import load_dossier
from monitor.dossiers.problems import DossierUnknown


def test_the_dossier_of_kazakhstan_comes_with_the_package_and_loads() -> None:
    dossier = load_dossier(bundled("kazakhstan"))
    assert [len(append.events) > 0 for append in dossier.appends] == [True, True]


def test_a_dossier_that_does_not_come_with_the_package_is_refused_with_those_that_do() -> None:
    with pytest.raises(DossierUnknown, match=r"no dossier is called 'atlantis'; there are .*kazakhstan") as refused:
        bundled("atlantis")
    assert "kazakhstan" in refused.value.known
