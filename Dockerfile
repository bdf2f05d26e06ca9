FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# Without sources first: what this downloads is kept until the build file changes.
COPY pom.xml ./
COPY .mvn .mvn
RUN mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true prepare-package
COPY src src
# Tests and format are checked by ./mvnw verify, which needs more than an image build has.
RUN mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar target/attention-service-*.jar extract --layers \
        --application-filename attention-service.jar --destination layers

FROM eclipse-temurin:25-jre
WORKDIR /service
# From the layer that changes least to the one that changes most.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

# The arithmetic is written on the Vector API. The rest of the memory is for threads, code and the buffers of connections.
ENV JDK_JAVA_OPTIONS="--add-modules=jdk.incubator.vector -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError" \
    SERVER_PORT=8080 \
    MANAGEMENT_SERVER_PORT=8081
EXPOSE 8080 8081

# The commit it is built from: docker build --build-arg REVISION=$(git rev-parse HEAD) .
ARG REVISION=unknown
ENV INFO_GIT_COMMIT_ID_FULL=$REVISION
LABEL org.opencontainers.image.title="attention-service" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.revision=$REVISION

# What Java loads and learns while the service answers its own examples, it need not do again at a start.
RUN java -XX:AOTCacheOutput=attention-service.aot -jar attention-service.jar --spring.profiles.active=training

# Without a name, so that a cluster can see that it is not root.
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD unset JDK_JAVA_OPTIONS; \
    exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx16m \
        -cp attention-service.jar attention.Probe http://127.0.0.1:$SERVER_PORT/readyz
# In this form the service itself is told to stop, and finishes what it is answering.
ENTRYPOINT ["java", "-XX:AOTCache=attention-service.aot", "-jar", "attention-service.jar"]
