FROM python:3.13-slim AS build

WORKDIR /src
RUN python -m venv /opt/reform-monitor
COPY requirements/run.txt requirements/
RUN /opt/reform-monitor/bin/python -m pip install --no-cache-dir --require-hashes --requirement requirements/run.txt
COPY . .
RUN /opt/reform-monitor/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation --no-index .


FROM python:3.13-slim

# The user owns nothing but the data directory: neither the program nor its libraries can be changed from within.
RUN useradd --system --uid 10001 --home-dir /var/lib/reform-monitor --shell /usr/sbin/nologin reform-monitor \
    && install --directory --owner reform-monitor --group reform-monitor --mode 700 /var/lib/reform-monitor
COPY --from=build /opt/reform-monitor /opt/reform-monitor

ENV PATH=/opt/reform-monitor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    REFORM_MONITOR_DATA_DIR=/var/lib/reform-monitor \
    REFORM_MONITOR_HOST=0.0.0.0 \
    REFORM_MONITOR_PORT=8000

USER reform-monitor
WORKDIR /var/lib/reform-monitor
VOLUME /var/lib/reform-monitor
EXPOSE 8000

# The slim image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-c", \
    "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['REFORM_MONITOR_PORT'] + '/healthz', timeout=4)"]

CMD ["reform-monitor", "serve"]
