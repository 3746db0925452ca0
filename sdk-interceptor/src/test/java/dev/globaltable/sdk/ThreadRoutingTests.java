package dev.globaltable.sdk;

import static dev.globaltable.sdk.Requests.get;
import static dev.globaltable.sdk.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table in {@link SimulationRouting}, row by row. */
@Isolated
@SuppressWarnings("try") // Scopes and accounts are there for their thread, not to be called.
class ThreadRoutingTests {

    private final Transports.Network network = new Transports.Network();
    private final DynamoDbClient client = DynamoDbClient.builder()
            .region(Region.EU_WEST_1)
            .httpClient(network)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();

    private final ExecutorService unboundPool = unbound(() -> Executors.newFixedThreadPool(1, named("unbound")));

    @AfterEach
    void stopPool() {
        unboundPool.shutdownNow();
    }

    @Nested
    class WithOneSimulation {

        @Test
        void theThreadThatStartedItIsAnsweredByIt() {
            try (StubAccount account = StubAccount.start("one")) {
                client.getItem(get("42"));
                assertThat(account.arrivals()).hasSize(1);
            }
            assertThat(network.reached).hasValue(0);
        }

        @Test
        void threadsThatThatOneStartsAreAnsweredByIt() throws Exception {
            try (StubAccount account = StubAccount.start("one")) {
                inNewThread("child", () -> client.getItem(get("42")));
                assertThat(account.arrivals())
                        .extracting(StubAccount.Arrival::thread)
                        .containsExactly("child");
            }
        }

        @Test
        void threadsThatWereThereBeforeAreAnsweredByIt() throws Exception {
            try (StubAccount account = StubAccount.start("one")) {
                unboundPool.submit(() -> client.getItem(get("42"))).get();
                assertThat(account.arrivals())
                        .extracting(StubAccount.Arrival::thread)
                        .containsExactly("unbound");
            }
        }

        @Test
        void theCommonPoolIsAnsweredByIt() throws Exception {
            try (StubAccount account = StubAccount.start("one")) {
                onCommonPool(() -> client.getItem(get("42")));
                assertThat(account.arrivals()).hasSize(1);
            }
        }

        @Test
        void aPoolThatOutlivesItsTestFollowsToTheNextOne() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(1);
            try {
                try (StubAccount first = StubAccount.start("first")) {
                    pool.submit(() -> client.getItem(get("42"))).get();
                    assertThat(first.arrivals()).hasSize(1);
                }
                try (StubAccount second = StubAccount.start("second")) {
                    pool.submit(() -> client.getItem(get("42"))).get();
                    assertThat(second.arrivals()).hasSize(1);
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Nested
    class WithSeveralSimulations {

        @Test
        void eachThreadIsAnsweredByItsOwn() throws Exception {
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<Integer> test = () -> {
                try (StubAccount account =
                        StubAccount.start(Thread.currentThread().getName())) {
                    together.await();
                    for (int i = 0; i < 200; i++) {
                        client.putItem(put("42", "by " + Thread.currentThread().getName()));
                        assertThat(client.getItem(get("42")).item().get("name").s())
                                .isEqualTo("by " + Thread.currentThread().getName());
                    }
                    together.await();
                    return account.arrivals().size();
                }
            };
            FutureTask<Integer> one = new FutureTask<>(test);
            FutureTask<Integer> two = new FutureTask<>(test);
            new Thread(one, "one").start();
            new Thread(two, "two").start();
            assertThat(one.get()).isEqualTo(400);
            assertThat(two.get()).isEqualTo(400);
        }

        @Test
        void theOneStartedLastIsTheThreadsOwnUntilItIsClosed() {
            try (StubAccount outer = StubAccount.start("outer")) {
                StubAccount elsewhere = startedElsewhere();
                try (StubAccount inner = StubAccount.start("inner")) {
                    client.getItem(get("42"));
                    assertThat(inner.arrivals()).hasSize(1);
                }
                client.getItem(get("42"));
                assertThat(outer.arrivals()).hasSize(1);
                elsewhere.close();
            }
        }

        @Test
        void aScopeBindsTheThreadUntilItIsClosed() {
            try (StubAccount outer = StubAccount.start("outer");
                    StubAccount inner = StubAccount.start("inner")) {
                try (RoutingScope scope = SimulationRouting.bind(outer.route())) {
                    client.getItem(get("42"));
                }
                client.getItem(get("42"));
                assertThat(outer.arrivals()).hasSize(1);
                assertThat(inner.arrivals()).hasSize(1);
            }
        }

        @Test
        void aThreadThatIsNotBoundIsRefused() {
            try (StubAccount one = StubAccount.start("one");
                    StubAccount two = StubAccount.start("two")) {
                Throwable refusal = refusalOf(unboundPool.submit(() -> client.getItem(get("42"))));
                assertThat(refusal)
                        .isInstanceOf(UnroutedCallException.class)
                        .hasMessage("GetItem in eu-west-1 was called on thread \"unbound\", which is not bound to a"
                                + " simulation, while 2 simulations are active: one (started by thread \"" + main()
                                + "\"), two (started by thread \"" + main() + "\"). Bind the thread: try (RoutingScope"
                                + " scope = SimulationRouting.bind(simulation)) { ... }, or"
                                + " SimulationRouting.wrap(executor) for the tasks of a pool.");
                assertThat(one.arrivals()).isEmpty();
                assertThat(two.arrivals()).isEmpty();
            }
            assertThat(network.reached).hasValue(0);
        }

        @Test
        void theCommonPoolIsRefusedWhoeverStartedItsWorkers() {
            try (StubAccount one = StubAccount.start("one");
                    StubAccount two = StubAccount.start("two")) {
                assertThatThrownBy(() -> onCommonPool(() -> {
                            Binding before = ThreadBindings.current();
                            ThreadBindings.set(one.route().inheritedBinding());
                            try {
                                return client.getItem(get("42"));
                            } finally {
                                ThreadBindings.set(before);
                            }
                        }))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(UnroutedCallException.class);
                assertThat(one.arrivals()).isEmpty();
                assertThat(two.arrivals()).isEmpty();
            }
        }

        @Test
        void theTasksOfAWrappedExecutorAreAnsweredByTheSimulationOfWhoHandsThemIn() throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            try (StubAccount one = StubAccount.start("one");
                    StubAccount two = StubAccount.start("two")) {
                SimulationRouting.wrap(unboundPool).execute(() -> {
                    client.getItem(get("42"));
                    done.countDown();
                });
                done.await();
                assertThat(one.arrivals()).isEmpty();
                assertThat(two.arrivals())
                        .extracting(StubAccount.Arrival::thread)
                        .containsExactly("unbound");
            }
        }

        @Test
        void soAreThoseOfTheWrappedCommonPoolEvenFromAThreadThatOnlyInheritedItsSimulation() throws Exception {
            try (StubAccount one = StubAccount.start("one");
                    StubAccount two = StubAccount.start("two")) {
                inNewThread("child", () -> {
                    FutureTask<?> task = new FutureTask<>(() -> client.getItem(get("42")));
                    SimulationRouting.wrap(ForkJoinPool.commonPool()).execute(task);
                    return task.get();
                });
                assertThat(one.arrivals()).isEmpty();
                assertThat(two.arrivals()).hasSize(1);
            }
        }

        @Test
        void aPoolThatOutlivesItsTestIsRefusedOnceTestsRanInParallel() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(1, named("pool"));
            try {
                try (StubAccount first = StubAccount.start("first")) {
                    pool.submit(() -> client.getItem(get("42"))).get();
                    inNewThread("other", () -> {
                        StubAccount.start("parallel").close();
                        return null;
                    });
                }
                try (StubAccount next = StubAccount.start("next")) {
                    assertThat(refusalOf(pool.submit(() -> client.getItem(get("42")))))
                            .isInstanceOf(UnroutedCallException.class)
                            .hasMessageStartingWith("GetItem in eu-west-1 was called on thread \"pool\", which was"
                                    + " started under first (started by thread \"" + main()
                                    + "\"), and that simulation is closed.");
                    assertThat(next.arrivals()).isEmpty();
                }
            } finally {
                pool.shutdownNow();
            }
        }

        @Test
        void anAsynchronousClientCompletesItsFutureWithTheRefusal() throws Exception {
            try (StubAccount one = StubAccount.start("one");
                    StubAccount two = StubAccount.start("two");
                    DynamoDbAsyncClient async = DynamoDbAsyncClient.builder()
                            .region(Region.EU_WEST_1)
                            .build()) {
                FutureTask<Throwable> call = new FutureTask<>(
                        () -> catchThrowable(() -> async.getItem(get("42")).join()));
                unboundPool.execute(call);
                assertThat(call.get())
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(UnroutedCallException.class);
            }
        }
    }

    @Nested
    class WithoutASimulation {

        @Test
        void callsAreTheSdksOwnBusiness() {
            assertThat(client.getItem(get("42")).item().get("name").s()).isEqualTo("AWS");
            assertThat(network.reached).hasValue(1);
        }

        @Test
        void callsAreTheSdksOwnBusinessAgainAfterOneWasClosed() {
            try (StubAccount account = StubAccount.start("one")) {
                client.getItem(get("42"));
                assertThat(account.arrivals()).hasSize(1);
            }
            assertThat(network.reached).hasValue(0);
            assertThat(client.getItem(get("42")).item().get("name").s()).isEqualTo("AWS");
            assertThat(network.reached).hasValue(1);
        }

        @Test
        void aThreadThatAFinishedTestLeftRunningReachesNothing() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(1, named("left running"));
            try {
                try (StubAccount account = StubAccount.start("finished")) {
                    pool.submit(() -> client.getItem(get("42"))).get();
                }
                assertThat(refusalOf(pool.submit(() -> client.getItem(get("42")))))
                        .isInstanceOf(UnroutedCallException.class)
                        .hasMessage(
                                "GetItem in eu-west-1 was called on thread \"left running\", which was started under"
                                        + " finished (started by thread \"" + main()
                                        + "\"), and that simulation is closed."
                                        + " Stop background work before its test ends, or bind the thread: try (RoutingScope"
                                        + " scope = SimulationRouting.bind(simulation)) { ... }, or"
                                        + " SimulationRouting.wrap(executor) for a pool that outlives a test.");
                assertThat(network.reached).hasValue(0);
            } finally {
                pool.shutdownNow();
            }
        }

        @Test
        void aTaskThatAFinishedTestHandedInReachesNothing() throws Exception {
            CountDownLatch closed = new CountDownLatch(1);
            FutureTask<?> late = new FutureTask<>(() -> {
                closed.await();
                return client.getItem(get("42"));
            });
            try (StubAccount finished = StubAccount.start("finished")) {
                SimulationRouting.wrap(unboundPool).execute(late);
            }
            try (StubAccount next = StubAccount.start("next")) {
                closed.countDown();
                assertThat(refusalOf(late)).isInstanceOf(UnroutedCallException.class);
                assertThat(next.arrivals()).isEmpty();
            }
            assertThat(network.reached).hasValue(0);
        }

        @Test
        void aCallThatWasUnderWayWhenItsSimulationWasClosedSaysSo() {
            StubAccount account = StubAccount.start("one");
            Route route = account.route();
            account.close();
            assertThatThrownBy(() -> route.execute(Region.EU_WEST_1, get("42"), null))
                    .isInstanceOf(UnroutedCallException.class)
                    .hasMessage(
                            "one (started by thread \"" + main() + "\") was closed during a call. Wait for the calls"
                                    + " of other threads before a test ends.");
        }

        @Test
        void theThreadWhoseSimulationAnotherOneClosedIsFree() throws Exception {
            StubAccount account = StubAccount.start("one");
            inNewThread("closer", () -> {
                account.close();
                return null;
            });
            client.getItem(get("42"));
            assertThat(network.reached).hasValue(1);
        }
    }

    @Nested
    class OutsideOfSimulations {

        @Test
        void callsOfTheThreadAreTheSdksOwnBusiness() {
            try (StubAccount account = StubAccount.start("one");
                    RoutingScope scope = SimulationRouting.outside()) {
                client.getItem(get("42"));
                assertThat(account.arrivals()).isEmpty();
            }
            assertThat(network.reached).hasValue(1);
        }

        @Test
        void threadsThatAreNotBoundAreNotCountedToTheOnlySimulation() {
            try (StubAccount account = StubAccount.start("one");
                    RoutingScope scope = SimulationRouting.outside()) {
                assertThat(refusalOf(unboundPool.submit(() -> client.getItem(get("42")))))
                        .isInstanceOf(UnroutedCallException.class)
                        .hasMessageContaining("while a simulation is active: one (started by thread \"" + main()
                                + "\") and a test without a simulation is running.");
                assertThat(account.arrivals()).isEmpty();
            }
        }

        @Test
        void theThreadsItStartsAreNot() throws Exception {
            try (RoutingScope scope = SimulationRouting.outside()) {
                inNewThread("child", () -> {
                    try (StubAccount account = StubAccount.start("of the child")) {
                        client.getItem(get("42"));
                        assertThat(account.arrivals()).hasSize(1);
                    }
                    return null;
                });
            }
        }
    }

    @Nested
    class BeforeASimulation {

        @Test
        void aClientWithoutARegionGetsTheHomeRegionToCome() {
            try (RoutingScope scope = SimulationRouting.pending(Region.SA_EAST_1);
                    DynamoDbClient early = DynamoDbClient.create()) {
                assertThat(early.serviceClientConfiguration().region()).isEqualTo(Region.SA_EAST_1);
            }
        }

        @Test
        void callsAreRefused() {
            try (RoutingScope scope = SimulationRouting.pending(Region.SA_EAST_1)) {
                assertThatThrownBy(() -> client.getItem(get("42")))
                        .isInstanceOf(UnroutedCallException.class)
                        .hasMessage("GetItem in eu-west-1 was called before its simulation started (it is about to"
                                + " start, with home Region sa-east-1). Clients can be built this early, but calls have"
                                + " to wait: move the call into the test or a method that runs before each test.");
            }
            assertThat(network.reached).hasValue(0);
        }

        @Test
        void aSimulationThatStartsAnswersTheCalls() {
            try (RoutingScope scope = SimulationRouting.pending(Region.SA_EAST_1);
                    StubAccount account = StubAccount.start("one")) {
                client.getItem(get("42"));
                assertThat(account.arrivals()).hasSize(1);
            }
        }

        @Test
        void threadsStartedMeanwhileAreAnsweredOnceItHasStarted() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(1);
            try {
                try (RoutingScope scope = SimulationRouting.pending(Region.SA_EAST_1)) {
                    pool.submit(() -> {}).get();
                }
                try (StubAccount account = StubAccount.start("one")) {
                    pool.submit(() -> client.getItem(get("42"))).get();
                    assertThat(account.arrivals()).hasSize(1);
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static String main() {
        return Thread.currentThread().getName();
    }

    private static ThreadFactory named(String name) {
        return task -> new Thread(task, name);
    }

    /** A pool whose threads exist before any simulation does. */
    private static ExecutorService unbound(Supplier<ExecutorService> pools) {
        ExecutorService pool = pools.get();
        try {
            pool.submit(() -> {}).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return pool;
    }

    private static void inNewThread(String name, Callable<?> action) throws Exception {
        FutureTask<?> task = new FutureTask<>(action);
        Thread thread = new Thread(task, name);
        thread.start();
        thread.join();
        task.get();
    }

    /** An account that another thread is bound to. */
    private static StubAccount startedElsewhere() {
        FutureTask<StubAccount> start = new FutureTask<>(() -> StubAccount.start("elsewhere"));
        new Thread(start).start();
        try {
            return start.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a task on a worker of the pool; joining a task of the pool itself could run it on this thread. */
    private static void onCommonPool(Callable<?> action) throws Exception {
        FutureTask<?> task = new FutureTask<>(action);
        ForkJoinPool.commonPool().execute(task);
        task.get();
    }

    private static Throwable refusalOf(Future<?> call) {
        Throwable thrown = catchThrowable(call::get);
        return thrown == null ? null : thrown.getCause();
    }
}
