package dev.globaltable.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.SimulatedTable;
import dev.globaltable.Simulation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LifecycleTests {

    /** The simulations that the inner tests saw, in order. */
    private static final List<Simulation> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class EachItsOwnTestCase {

        @Test
        void first(Simulation simulation) {
            writeAlone(simulation);
        }

        @Test
        void second(Simulation simulation) {
            writeAlone(simulation);
        }

        @RepeatedTest(2)
        void repeated(Simulation simulation) {
            writeAlone(simulation);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Ada", "Grace"})
        void parameterised(String name, Simulation simulation) {
            assertThat(name).isNotEmpty();
            writeAlone(simulation);
        }

        private static void writeAlone(Simulation simulation) {
            SEEN.add(simulation);
            DynamoDbClient client = DynamoDbClient.create();
            assertThat(Profiles.name(client, "42")).isEmpty();
            Profiles.put(client, "42", "Ada");
            assertThat(simulation.table("profiles").count(Region.US_EAST_1)).isOne();
        }
    }

    @Test
    void everyMethodRepetitionAndInvocationHasASimulationOfItsOwn() {
        Inner.requireSuccess(Inner.run(EachItsOwnTestCase.class), 6);

        assertThat(SEEN).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void everySimulationIsClosedWhenItsTestIsOver() {
        Inner.run(EachItsOwnTestCase.class);

        assertThat(SEEN).hasSize(6).allMatch(Simulation::isClosed);
    }

    @Test
    void clientsAreNotRoutedAfterTheTest() {
        DynamoDbClient client = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(override ->
                        override.retryStrategy(RetryMode.STANDARD).retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
        Inner.requireSuccess(Inner.run(EachItsOwnTestCase.class), 6);

        assertThatThrownBy(() -> Profiles.name(client, "42"))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class FactoryTestCase {

        @TestFactory
        Stream<DynamicTest> steps(Simulation simulation) {
            DynamoDbClient client = DynamoDbClient.create();
            return Stream.of(
                    DynamicTest.dynamicTest("writes", () -> Profiles.put(client, "42", "Ada")),
                    DynamicTest.dynamicTest("reads", () -> {
                        SEEN.add(simulation);
                        assertThat(Profiles.name(DynamoDbClient.create(), "42")).isEqualTo("Ada");
                    }));
        }
    }

    @Test
    void theDynamicTestsOfAFactoryShareOneSimulation() {
        Inner.requireSuccess(Inner.run(FactoryTestCase.class), 2);

        assertThat(SEEN).singleElement().matches(Simulation::isClosed);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", lifecycle = SimulationLifecycle.PER_CLASS)
    static class SharedTestCase {

        @Simulated
        static Simulation shared;

        @BeforeAll
        static void write(@InRegion("us-east-1") DynamoDbClient client) {
            SEEN.add(shared);
            Profiles.put(client, "42", "Ada");
        }

        @Test
        void first(Simulation simulation) {
            read(simulation);
        }

        @Test
        void second(Simulation simulation) {
            read(simulation);
        }

        @AfterAll
        static void isStillOpen(Simulation simulation) {
            read(simulation);
            assertThat(simulation.isClosed()).isFalse();
        }

        private static void read(Simulation simulation) {
            SEEN.add(simulation);
            assertThat(Profiles.name(DynamoDbClient.create(), "42")).isEqualTo("Ada");
        }

        @Nested
        class Inside {

            @Test
            void sharesToo(Simulation simulation) {
                read(simulation);
            }
        }
    }

    @Test
    void aSimulationPerClassIsSharedWithBeforeAllMethodsAndNestedClasses() {
        Inner.requireSuccess(Inner.run(SharedTestCase.class), 3);

        assertThat(SEEN).hasSize(5).allMatch(seen -> seen == SEEN.get(0)).allMatch(Simulation::isClosed);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class NestingTestCase {

        private final DynamoDbClient ofOuter = DynamoDbClient.create();

        @Simulated
        SimulatedTable profiles;

        @BeforeEach
        void write() {
            Profiles.put(ofOuter, "42", "Ada");
        }

        @Nested
        class Inside {

            @Test
            void usesTheTableOfTheOuterClass(Simulation simulation) {
                SEEN.add(simulation);
                assertThat(profiles.count(Region.US_EAST_1)).isOne();
                assertThat(profiles.simulation()).isSameAs(simulation);
            }

            @Nested
            @GlobalTable(name = "scores", partitionKey = "game")
            class Deeper {

                @Test
                void addsATable(Simulation simulation) {
                    assertThat(simulation.tables())
                            .extracting(SimulatedTable::name)
                            .containsExactly("profiles", "scores");
                }

                @Test
                @GlobalTable(name = "scores", partitionKey = "player", sortKey = "day")
                @GlobalTable(name = "notes", partitionKey = "note")
                void aMethodAddsAndReplacesTables(Simulation simulation) {
                    assertThat(simulation.tables())
                            .extracting(SimulatedTable::name)
                            .containsExactly("profiles", "scores", "notes");
                    assertThat(simulation
                                    .table("scores")
                                    .definition()
                                    .partitionKey()
                                    .name())
                            .isEqualTo("player");
                }
            }
        }
    }

    @Test
    void nestedClassesInheritTablesAndAddTheirOwn() {
        Inner.requireSuccess(Inner.run(NestingTestCase.class), 3);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    interface WithProfiles {}

    @GlobalTable(name = "scores", partitionKey = "game")
    abstract static class WithScores {}

    @GlobalTable(name = "profiles", partitionKey = "id")
    static class InheritingTestCase extends WithScores implements WithProfiles {

        @Test
        void has(Simulation simulation) {
            assertThat(simulation.tables()).extracting(SimulatedTable::name).containsExactly("scores", "profiles");
            assertThat(simulation.table("profiles").definition().partitionKey().name())
                    .isEqualTo("id");
        }
    }

    @Test
    void tablesAddUpFromSuperclassesAndInterfacesAndTheOneFurtherInReplacesTheOther() {
        Inner.requireSuccess(Inner.run(InheritingTestCase.class), 1);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId", homeRegion = "eu-west-1")
    @Retention(RetentionPolicy.RUNTIME)
    @interface WithProfilesInEurope {}

    @WithProfilesInEurope
    static class ComposedTestCase {

        @Test
        void has(Simulation simulation, SimulatedTable profiles) {
            assertThat(simulation.homeRegion()).isEqualTo(Region.EU_WEST_1);
            assertThat(profiles.name()).isEqualTo("profiles");
        }
    }

    static class OnMethodOnlyTestCase {

        private final DynamoDbClient client =
                DynamoDbClient.builder().region(Region.US_EAST_1).build();

        @Test
        @GlobalTable(name = "profiles", partitionKey = "userId")
        void has(SimulatedTable profiles) {
            Profiles.put(client, "42", "Ada");
            assertThat(profiles.count(Region.US_EAST_1)).isOne();
        }
    }

    @Test
    void anAnnotationOnAMethodAloneIsEnough() {
        Inner.requireSuccess(Inner.run(OnMethodOnlyTestCase.class), 1);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class EarlyClientsTestCase {

        private static final DynamoDbClient OF_CLASS = DynamoDbClient.create();
        private final DynamoDbClient ofField = DynamoDbClient.create();
        private final DynamoDbClient ofConstructor;

        EarlyClientsTestCase(SimulatedTable profiles) {
            ofConstructor = DynamoDbClient.create();
            Profiles.put(ofConstructor, "42", "Ada");
            assertThat(profiles.count(Region.US_EAST_1)).isOne();
        }

        @Test
        void first() {
            assertThat(Profiles.name(OF_CLASS, "42")).isEqualTo("Ada");
            assertThat(Profiles.name(ofField, "42")).isEqualTo("Ada");
        }

        @RepeatedTest(2)
        void again() {
            assertThat(Profiles.name(OF_CLASS, "42")).isEqualTo("Ada");
        }
    }

    @Test
    void clientsBuiltInInitialisersAndConstructorsAreAnsweredByTheSimulationOfTheTest() {
        Inner.requireSuccess(Inner.run(EarlyClientsTestCase.class), 3);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class EarlyCallTestCase {

        @BeforeAll
        static void call() {
            Profiles.put(DynamoDbClient.create(), "42", "Ada");
        }

        @Test
        void never() {}
    }

    @Test
    void aCallBeforeTheSimulationOfATestHasStartedFails() {
        assertThat(Inner.onlyFailure(Inner.run(EarlyCallTestCase.class)))
                .hasMessageContaining("was called before its simulation started");
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class OneInstanceTestCase {

        private final DynamoDbClient client = DynamoDbClient.create();

        @Simulated
        Simulation simulation;

        @Test
        void first() {
            EachItsOwnTestCase.writeAlone(simulation);
            assertThat(Profiles.name(client, "42")).isEqualTo("Ada");
        }

        @Test
        void second() {
            EachItsOwnTestCase.writeAlone(simulation);
        }
    }

    @Test
    void theFieldsOfAnInstanceThatIsSharedAreSetAnewForEachTest() {
        Inner.requireSuccess(Inner.run(OneInstanceTestCase.class), 2);

        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @GlobalTable(name = "profiles", partitionKey = "userId", lifecycle = SimulationLifecycle.PER_CLASS)
    static class OneOfBothTestCase {

        private final Simulation ofConstructor;

        @Simulated
        Simulation simulation;

        OneOfBothTestCase(Simulation simulation) {
            ofConstructor = simulation;
            Profiles.put(DynamoDbClient.create(), "42", "Ada");
        }

        @Test
        void first() {
            assertThat(simulation).isSameAs(ofConstructor);
            assertThat(Profiles.name(DynamoDbClient.create(), "42")).isEqualTo("Ada");
        }
    }

    @Test
    void aSimulationPerClassHasStartedWhenTheOnlyInstanceIsBuilt() {
        Inner.requireSuccess(Inner.run(OneOfBothTestCase.class), 1);
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    static class OtherThreadTestCase {

        private static final DynamoDbClient CLIENT = DynamoDbClient.create();

        @BeforeEach
        void write() {
            Profiles.put(CLIENT, "42", "Ada");
        }

        @Test
        void first(SimulatedTable profiles) {
            assertThat(Profiles.name(CLIENT, "42")).isEqualTo("Ada");
            assertThat(profiles.count(Region.US_EAST_1)).isOne();
        }

        @Test
        void second(SimulatedTable profiles) {
            first(profiles);
        }

        @AfterEach
        void read() {
            assertThat(Profiles.name(CLIENT, "42")).isEqualTo("Ada");
        }
    }

    @Test
    void methodsThatJUnitRunsOnAnotherThreadBelongToTheSimulation() {
        Inner.requireSuccess(Inner.run(OtherThreadTestCase.class), 2);
    }

    /** Moves test methods to a thread that is older than all simulations, as other extensions may do. */
    static final class OnOldThread implements InvocationInterceptor {

        private static final ExecutorService OLD = Executors.newSingleThreadExecutor();

        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
                throws Throwable {
            OLD.submit(() -> {
                        try {
                            return invocation.proceed();
                        } catch (Throwable failure) {
                            throw new ExecutionException(failure);
                        }
                    })
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @ExtendWith(OnOldThread.class)
    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class OldThreadTestCase {

        @Test
        void writes(Simulation simulation) {
            EachItsOwnTestCase.writeAlone(simulation);
        }
    }

    @Test
    void methodsThatAnotherExtensionMovesToAnOldThreadBelongToTheSimulation() throws Exception {
        OnOldThread.OLD.submit(() -> {}).get(60, TimeUnit.SECONDS);
        try (Simulation another = Simulation.builder().start()) {
            Inner.requireSuccess(Inner.run(OldThreadTestCase.class), 1);

            assertThat(another.history().events()).isEmpty();
        } finally {
            OnOldThread.OLD.shutdown();
        }
    }

    @GlobalTable(name = "profiles", partitionKey = "userId")
    static class ClosingTestCase {

        @Test
        void closesByHand(Simulation simulation) {
            simulation.close();
        }

        @AfterEach
        void after() {}
    }

    @Test
    void aTestMayCloseItsSimulation() {
        Inner.requireSuccess(Inner.run(ClosingTestCase.class), 1);
    }

    @Test
    void anAnnotationCanBePutOnAnnotations() {
        Inner.requireSuccess(Inner.run(ComposedTestCase.class), 1);
    }
}
