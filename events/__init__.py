"""The log: vocabulary, dates, sources and the engines that keep immutable events."""
