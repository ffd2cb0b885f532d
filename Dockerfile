# Une instance d’Essaimage. La base est ailleurs (DATABASE_URL), ou dans le volume /data (base embarquée).
FROM node:20-trixie-slim AS built
ENV NODE_ENV=production
WORKDIR /opt/essaimage
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-progress
COPY . .
RUN npm run -s build

FROM node:20-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /opt/essaimage
COPY --from=built /opt/essaimage ./
RUN mkdir /data && chown node: /data
USER node
VOLUME /data
EXPOSE 3000
# Node.js reçoit SIGTERM lui-même : pas de npm devant.
CMD ["node", "bin/essaimage.js", "serve"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=5m \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
