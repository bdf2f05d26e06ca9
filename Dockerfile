FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# First without sources: the layer with the downloads is reused until pom.xml changes.
COPY pom.xml ./
COPY .mvn .mvn
RUN mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true -Derrorprone.skip prepare-package
COPY src src
# ./mvnw verify checks tests, format and code; it needs tools that are not in this image.
RUN mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true -Derrorprone.skip package \
    && java -Djarmode=tools -jar target/attention-service-*.jar extract --layers \
        --application-filename attention-service.jar --destination layers

FROM eclipse-temurin:25-jre
WORKDIR /service
# Ordered from the layer that changes least often to the one that changes most often.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY LICENSE NOTICE ./

# The arithmetic uses the Vector API. The other 55 % of the memory are for threads, code, connection buffers and the health check.
# With less than 1,792 MB Java would choose the serial collector, which stops every request for each collection of the whole heap.
# Memory that the compiler and closed connections have freed goes back to the system every five seconds. The JIT comes before requests.
ENV JDK_JAVA_OPTIONS="--add-modules=jdk.incubator.vector -XX:+UseG1GC -XX:MaxRAMPercentage=45 -XX:TrimNativeHeapInterval=5000 -XX:ThreadPriorityPolicy=1 -XX:+ExitOnOutOfMemoryError" \
    SERVER_PORT=8080 \
    SERVER_FORWARD_HEADERS_STRATEGY=native \
    MANAGEMENT_SERVER_PORT=8081 \
    MANAGEMENT_SERVER_ADDRESS=0.0.0.0
EXPOSE 8080 8081

# The commit that the image is built from: docker build --build-arg REVISION=$(git rev-parse HEAD) .
ARG REVISION=unknown
ARG VERSION=0.1.0-SNAPSHOT
ENV INFO_GIT_COMMIT_ID_FULL=$REVISION
LABEL org.opencontainers.image.title="attention-service" \
    org.opencontainers.image.description="Attention mechanisms over HTTP, with every intermediate stage open to inspection" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version=$VERSION \
    org.opencontainers.image.base.name="eclipse-temurin:25-jre" \
    org.opencontainers.image.revision=$REVISION

# Training run: the service answers its own examples, and Java stores the loaded classes in the AOT cache.
RUN java -XX:AOTCacheOutput=attention-service.aot -jar attention-service.jar --spring.profiles.active=training \
    --attention.shutdown.notice=0s --attention.shutdown.within=10m

# Numeric, so that Kubernetes can verify that it is not root.
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD unset JDK_JAVA_OPTIONS; \
    exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx16m \
        -cp attention-service.jar attention.HealthCheck http://127.0.0.1:$MANAGEMENT_SERVER_PORT/readyz
# Exec form: SIGTERM reaches the service itself, which then finishes responses in progress.
# With ArchiveRelocationMode=0 the cache stays a file at the addresses that it was made for; elsewhere every page would be changed.
ENTRYPOINT ["java", "-XX:AOTCache=attention-service.aot", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", \
    "-jar", "attention-service.jar"]
