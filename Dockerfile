# syntax=docker/dockerfile:1

# One image for every process of the platform: the command says which (see docker-compose.yml).

FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/bootstrap.mjs build

FROM golang:1.23-bookworm AS guest
WORKDIR /build
COPY guest ./
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w" -o /taskloom-guest .

FROM node:20-bookworm-slim AS packages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
# tini is process 1: it passes signals on, and buries the children of killed renderers.
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini ca-certificates bubblewrap e2fsprogs \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /data /data/artifacts
WORKDIR /app
COPY --from=packages /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY --from=guest /taskloom-guest /usr/local/bin/taskloom-guest
COPY package.json LICENSE ./
ENV NODE_ENV=production \
  NODE_OPTIONS=--enable-source-maps \
  TASKLOOM_BIND=0.0.0.0 \
  TASKLOOM_HOME=/data
USER node
EXPOSE 8000 8001
VOLUME /data
# Where the process tells whether it can serve; the worker's is on 8001.
ENV HEALTH_URL=http://127.0.0.1:8000/ready
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch(process.env.HEALTH_URL).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "--heap-growing-percent=60", "--use-largepages=silent", "--no-short-builtin-calls", "dist/api/main.js"]
