# Une instance d’Essaimage. La base est ailleurs (DATABASE_URL), ou dans le volume /data (base embarquée).
# Le Node.js de Debian, qui le corrige : les images node:20 ne le sont plus. L’image est celle d’un jour, à une empreinte fixe ; apt y prend
# ensuite les corrections de Debian. À chaque mise à jour, prenez la plus récente : docker buildx imagetools inspect debian:trixie-AAAAMMJJ-slim
FROM debian:trixie-20260918-slim@sha256:a99cfc517144bc59b1978475ec53b46ecabec7e43635402ee5b77cc54cd1b20a AS base
RUN apt-get update && apt-get install -y --no-install-recommends nodejs ca-certificates && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production

FROM base AS built
RUN apt-get update && apt-get install -y --no-install-recommends npm
WORKDIR /opt/essaimage
COPY package.json package-lock.json .npmrc ./
COPY stubs stubs
RUN npm ci --include=dev --no-progress
COPY . .
# Ce que dira « essaimage --version » : le dépôt n’est pas dans l’image.
ARG COMMIT=
RUN npm run -s build && npm run -s slim

FROM base
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data MALLOC_ARENA_MAX=2
WORKDIR /opt/essaimage
COPY --from=built /opt/essaimage ./
RUN useradd --uid 1000 --home-dir /data --no-create-home --shell /usr/sbin/nologin essaimage && mkdir /data && chown essaimage: /data
USER 1000
VOLUME /data
EXPOSE 3000
# Node.js reçoit SIGTERM lui-même : pas de npm devant.
CMD ["node", "bin/essaimage.js", "serve"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=5m \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
