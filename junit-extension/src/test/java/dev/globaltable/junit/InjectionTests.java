package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.globaltable.DaxCluster;
import dev.globaltable.Network;
import dev.globaltable.RegionalClock;
import dev.globaltable.SimulatedClock;
import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import dev.globaltable.history.History;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class InjectionTests {

    @GlobalTable(name = "profiles", partitionKey = "userId", replicationDelay = "instant")
    static class EverythingTestCase {

        @Simulated
        private Simulation simulation;

        @Simulated
        SimulatedClock clock;

        @Simulated
        Network network;

        @Simulated
        SimulatedTable table;

        @InRegion("eu-west-1")
        DynamoDbClient europe;

        @InRegion("eu-west-1")
        RegionalClock europeanClock;

        @InRegion("eu-west-1")
        DaxCluster cluster;

        @BeforeEach
        void write(@InRegion("us-east-1") DynamoDbClient us) {
            Profiles.put(us, "42", "Ada");
        }

        @Test
        void partsAreThoseOfOneSimulation(
                Simulation sameSimulation, SimulatedClock sameClock, Network sameNetwork, SimulatedTable sameTable) {
            assertThat(sameSimulation).isSameAs(simulation);
            assertThat(sameClock).isSameAs(clock).isSameAs(simulation.clock());
            assertThat(sameNetwork).isSameAs(network).isSameAs(simulation.network());
            assertThat(sameTable).isSameAs(table).isSameAs(simulation.table("profiles"));
        }

        @Test
        void aHistoryIsThatUpToTheCall(History history) {
            assertThat(history.text()).contains("us-east-1 PutItem");
        }

        @Test
        void clientsBelongToTheirRegion(@InRegion("eu-west-1") DynamoDbClient sameClient) {
            assertThat(sameClient).isSameAs(europe);
            assertThat(Profiles.name(europe, "42")).isEqualTo("Ada");
            assertThat(europe.serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
        }

        @Test
        void aDaxClusterBelongsToItsRegion(@InRegion("eu-west-1") DaxCluster sameCluster) {
            assertThat(sameCluster).isSameAs(cluster);
            assertThat(cluster.region()).isEqualTo(Region.EU_WEST_1);
            assertThat(Profiles.name(cluster.client(), "42")).isEqualTo("Ada");
        }

        @Test
        void clientsMayBeAsynchronous(@InRegion("eu-west-1") DynamoDbAsyncClient async) {
            Map<String, AttributeValue> item = async.getItem(
                            request -> request.tableName("profiles").key(Map.of("userId", AttributeValue.fromS("42"))))
                    .join()
                    .item();
            assertThat(item.get("name").s()).isEqualTo("Ada");
        }

        @Test
        void clientsMayBeEnhanced(
                @InRegion("eu-west-1") DynamoDbEnhancedClient enhanced,
                @InRegion("us-east-1") DynamoDbEnhancedAsyncClient enhancedAsync) {
            TableSchema<EnhancedDocument> schema = TableSchema.documentSchemaBuilder()
                    .addIndexPartitionKey(TableMetadata.primaryIndexName(), "userId", AttributeValueType.S)
                    .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                    .build();
            assertThat(enhanced.table("profiles", schema)
                            .getItem(request -> request.key(key -> key.partitionValue("42")))
                            .getString("name"))
                    .isEqualTo("Ada");
            assertThat(enhancedAsync
                            .table("profiles", schema)
                            .getItem(request -> request.key(key -> key.partitionValue("42")))
                            .join()
                            .getString("name"))
                    .isEqualTo("Ada");
        }

        @Test
        void aRegionalClockCanBeSetWrong() {
            europeanClock.setAhead(Duration.ofSeconds(1));
            assertThat(clock.in(Region.EU_WEST_1).ahead()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void fieldsAndParametersAreInjected() {
        Inner.requireSuccess(Inner.run(EverythingTestCase.class), 7);
    }

    @GlobalTable(name = "user-profiles", partitionKey = "userId")
    @GlobalTable(name = "scores", partitionKey = "game")
    static class SeveralTablesTestCase {

        @Simulated
        SimulatedTable scores;

        @Simulated
        @TableName("scores")
        SimulatedTable ofField;

        @Test
        void tablesAreFoundByName(
                SimulatedTable userProfiles, SimulatedTable scores, @TableName("user-profiles") SimulatedTable table) {
            assertThat(userProfiles.name()).isEqualTo("user-profiles");
            assertThat(scores.name()).isEqualTo("scores");
            assertThat(table.name()).isEqualTo("user-profiles");
            assertThat(this.scores).isSameAs(scores).isSameAs(ofField);
        }
    }

    @Test
    void oneOfSeveralTablesIsFoundByQualifierOrByName() {
        Inner.requireSuccess(Inner.run(SeveralTablesTestCase.class), 1);
    }

    static final class Strings implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == String.class || parameter.isAnnotated(OfSomebodyElse.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == String.class
                    ? "from another extension"
                    : DynamoDbClient.builder().region(Region.US_WEST_2).build();
        }
    }

    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OfSomebodyElse {}

    @GlobalTable(name = "profiles", partitionKey = "userId")
    @ExtendWith(Strings.class)
    static class OtherExtensionTestCase {

        @Test
        void runs(String text, SimulatedTable table, @OfSomebodyElse DynamoDbClient client) {
            assertThat(text).isEqualTo("from another extension");
            assertThat(table.name()).isEqualTo("profiles");
            assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.US_WEST_2);
        }
    }

    @Test
    void parametersOfOtherTypesAndClientsWithoutARegionAreLeftToOtherExtensions() {
        Inner.requireSuccess(Inner.run(OtherExtensionTestCase.class), 1);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class UnknownRegionTestCase {

        @Test
        void wrong(@InRegion("eu-wst-1") DynamoDbClient client) {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class WrongTypeTestCase {

        @InRegion("eu-west-1")
        String text;

        @Test
        void wrong() {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class NoPartTestCase {

        @Simulated
        DynamoDbClient client;

        @Test
        void wrong() {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class FinalFieldTestCase {

        @Simulated
        final Simulation simulation = null;

        @Test
        void wrong() {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class StaticFieldTestCase {

        @Simulated
        static Simulation simulation;

        @Test
        void wrong() {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    @GlobalTable(name = "scores", partitionKey = "game")
    static class AmbiguousTestCase {

        @Test
        void wrong(SimulatedTable table) {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class NoSuchTableTestCase {

        @Test
        void wrong(@TableName("scores") SimulatedTable table) {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class TooEarlyTestCase {

        @BeforeAll
        static void before(Simulation simulation) {}

        @Test
        void wrong() {}
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class TooEarlyConstructorTestCase {

        TooEarlyConstructorTestCase(Simulation simulation) {}

        @Test
        void wrong() {}
    }

    static Stream<Arguments> wrongInjections() {
        String inner = InjectionTests.class.getName() + "$";
        return Stream.of(
                Arguments.of(
                        UnknownRegionTestCase.class,
                        "parameter DynamoDbClient client of " + inner
                                + "UnknownRegionTestCase.wrong(): not an AWS Region:"
                                + " \"eu-wst-1\". Expected one such as @InRegion(\"eu-west-1\")."),
                Arguments.of(
                        WrongTypeTestCase.class,
                        "field String " + inner + "WrongTypeTestCase.text: @InRegion stands before a DynamoDbClient,"
                                + " DynamoDbAsyncClient, DynamoDbEnhancedClient, DynamoDbEnhancedAsyncClient,"
                                + " RegionalClock or DaxCluster, for example @InRegion(\"eu-west-1\") DynamoDbClient."),
                Arguments.of(
                        NoPartTestCase.class,
                        "field DynamoDbClient " + inner
                                + "NoPartTestCase.client: not a part of a simulation. Expected one"
                                + " of Simulation, SimulatedClock, Network, SimulatedTable and History, or a client with"
                                + " @InRegion, for example @InRegion(\"eu-west-1\") DynamoDbClient."),
                Arguments.of(
                        FinalFieldTestCase.class,
                        "field Simulation " + inner
                                + "FinalFieldTestCase.simulation: it is final. Expected a field that"
                                + " can be set: remove final."),
                Arguments.of(
                        StaticFieldTestCase.class,
                        "field Simulation " + inner
                                + "StaticFieldTestCase.simulation: it is static, but each test method"
                                + " has a simulation of its own. Expected an instance field, or lifecycle ="
                                + " SimulationLifecycle.PER_CLASS."),
                Arguments.of(
                        AmbiguousTestCase.class,
                        "parameter SimulatedTable table of " + inner
                                + "AmbiguousTestCase.wrong(): it is not clear which"
                                + " table is meant; the tables are [profiles, scores]. Expected a name, for example"
                                + " @TableName(\"profiles\") SimulatedTable."),
                Arguments.of(
                        NoSuchTableTestCase.class,
                        "parameter SimulatedTable table of " + inner + "NoSuchTableTestCase.wrong(): no table is called"
                                + " \"scores\"; the tables are [profiles]. Expected a name, for example"
                                + " @TableName(\"profiles\") SimulatedTable."),
                Arguments.of(
                        TooEarlyTestCase.class,
                        "parameter Simulation simulation of " + inner + "TooEarlyTestCase.before(): no simulation has"
                                + " started yet, since each test method has one of its own. Expected the parameter on the"
                                + " test method or on a @BeforeEach method, or lifecycle ="
                                + " SimulationLifecycle.PER_CLASS."),
                Arguments.of(
                        TooEarlyConstructorTestCase.class,
                        "parameter Simulation simulation of " + inner
                                + "TooEarlyConstructorTestCase.<init>: no simulation"
                                + " has started yet, since each test method has one of its own. Expected the parameter on"
                                + " the test method or on a @BeforeEach method, or lifecycle ="
                                + " SimulationLifecycle.PER_CLASS."));
    }

    @ParameterizedTest
    @MethodSource("wrongInjections")
    void whatCannotBeInjectedFailsTheTest(Class<?> testClass, String problem) {
        assertThat(messageOfOurs(Inner.onlyFailure(Inner.run(testClass)))).isEqualTo("Cannot inject " + problem);
    }

    /** JUnit wraps what a parameter resolver throws, unless it is a parameter resolution exception. */
    private static String messageOfOurs(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.getMessage() : cause.getMessage();
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class SharedFieldsTestCase {

        @Simulated
        Simulation simulation;

        @Test
        @Execution(ExecutionMode.CONCURRENT)
        void wrong() {}
    }

    @Test
    void fieldsOfOneInstanceCannotHoldTheSimulationsOfTestsThatRunAtTheSameTime() {
        Throwable failure = Inner.onlyFailure(
                Inner.run(SharedFieldsTestCase.class, Map.of("junit.jupiter.execution.parallel.enabled", "true")));

        assertThat(failure)
                .hasMessage("Cannot inject the fields of class " + SharedFieldsTestCase.class.getName()
                        + ": its tests run at the same time on one instance, each with a simulation of its own. Expected"
                        + " parameters instead of fields, or an instance for each test method.");
    }
}
