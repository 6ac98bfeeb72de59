"""Figures of the service as whoever scrapes them reads them."""

from prometheus_client.parser import text_string_to_metric_families

from monitor import metrics


def scraped(name: str, **labels: str) -> float:
    """The figure of this name and these labels; 0 where it is not there yet."""
    families = text_string_to_metric_families(metrics.exposition().decode())
    samples = (sample for family in families for sample in family.samples)
    return sum(
        sample.value for sample in samples if sample.name == f"reform_monitor_{name}" and sample.labels == labels
    )
