# Two stages: the first has a compiler for the few packages without a wheel, the second only what runs.
# Every step works relative to its WORKDIR, so a test can run the same steps as plain commands without a container engine.
FROM python:3.12-bookworm AS build
WORKDIR /rasd
COPY requirements.txt ./
RUN python3 -m venv .venv
RUN .venv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY monitor ./monitor
COPY workers ./workers
RUN .venv/bin/python -m compileall -q monitor workers

FROM python:3.12-slim-bookworm
# The root file system may be read-only: state goes to the one volume, /data; the configuration is a mounted directory
# (not a single file, whose mount would keep showing the old content after an edit).
ENV PATH=/rasd/.venv/bin:$PATH \
    PYTHONPATH=/rasd \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    RASD_DATA=/data \
    RASD_CONFIG=/config/config.yaml
COPY --from=build /rasd /rasd
COPY config.yaml /config/config.yaml
RUN useradd --system --uid 10001 --no-create-home rasd && mkdir -p /data && chown 10001 /data
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=30s --start-period=60s CMD ["python", "-m", "monitor", "health"]
ENTRYPOINT ["python", "-m", "monitor"]
CMD ["run"]
