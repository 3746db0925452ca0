package dev.globaltable.junit;

import dev.globaltable.GlobalTableVersion;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Runs a test on simulated AWS Regions that hold a DynamoDB global table (version 2019.11.21, eventually or strongly
 * consistent between Regions). Every DynamoDB client of the AWS SDK for Java v2 that the test, or the code it calls, uses is answered by
 * the simulation; no request leaves the JVM.
 *
 * <pre>{@code
 * @GlobalTable(name = "profiles", partitionKey = "userId",
 *              regions = {"us-east-1", "eu-west-1"}, replicationDelay = "800ms")
 * class ProfileServiceTest {
 *
 *     @Test
 *     void europeSeesTheNewNameAfterTheDelay(SimulatedTable profiles, SimulatedClock clock) {
 *         new ProfileService(Region.US_EAST_1).rename("42", "Ada");
 *         assertThat(profiles).in(Region.EU_WEST_1).item("42").isStale();
 *         clock.advance(Duration.ofMillis(800));
 *         assertThat(profiles).item("42").hasConverged();
 *     }
 * }
 * }</pre>
 *
 * <h2>Where it may stand</h2>
 *
 * <p>On a test class, on a test method, or on an annotation of your own that stands there. It can be repeated, for several
 * tables. Tables add up from superclasses and interfaces to the class, from enclosing classes to {@code @Nested} ones, and
 * from the class to the method; a table replaces one of the same name from further out. Two of one name in the same place
 * are an error.
 *
 * <h2>Scope</h2>
 *
 * <p>Each test method, each repetition and each invocation of a parameterised test gets a simulation of its own, which
 * starts before the test instance is built and ends after all other callbacks of the test. The dynamic tests of one
 * {@code @TestFactory} method share one. With {@link SimulationLifecycle#PER_CLASS} there is one for the whole class,
 * and its {@code @Nested} classes unless these have tables of their own. Tests, classes as well as methods, can run in
 * parallel; those that share a simulation then share it in an order that is not determined.
 *
 * <h2>Injection</h2>
 *
 * <p>Constructors, lifecycle methods and tests can have parameters of the types {@link dev.globaltable.Simulation},
 * {@link dev.globaltable.SimulatedClock}, {@link dev.globaltable.Network}, {@link dev.globaltable.SimulatedTable} (see
 * {@link TableName}) and {@link dev.globaltable.history.History}, and clients with {@link InRegion}. Fields of these types
 * are injected when annotated with {@link Simulated} or {@link InRegion}.
 *
 * <h2>Failure</h2>
 *
 * <p>A failed test gets a suppressed exception that names the seed, how to replay it, and a file with the
 * {@linkplain dev.globaltable.history.History#text() history}.
 *
 * <h2>Configuration parameters</h2>
 *
 * <p>Set in {@code junit-platform.properties} or as system properties:
 *
 * <ul>
 *   <li>{@code globaltable.seed}: the seed of every test whose annotation names none.
 *   <li>{@code globaltable.report}: {@code failures} (default) writes the history of failed tests, {@code always} that of
 *       each test and prints a picture of it, {@code off} writes nothing.
 *   <li>{@code globaltable.report.dir}: where histories are written. Default: {@code global-table} in the build folder
 *       ({@code target} or {@code build}), or in the working directory where there is none.
 * </ul>
 *
 * @since 0.1.0
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(GlobalTables.class)
@ExtendWith(GlobalTableExtension.class)
public @interface GlobalTable {

    /** The value of {@link #seed()} that stands for none. */
    long NO_SEED = Long.MIN_VALUE;

    /** The table's name, in all Regions. */
    String name();

    /** The name of the partition key attribute. */
    String partitionKey();

    /** The type of the partition key: {@code S}, {@code N} or {@code B}. */
    ScalarAttributeType partitionKeyType() default ScalarAttributeType.S;

    /** The name of the sort key attribute; empty for a table without one. */
    String sortKey() default "";

    /** The type of the sort key: {@code S}, {@code N} or {@code B}. */
    ScalarAttributeType sortKeyType() default ScalarAttributeType.S;

    /** The Regions that hold a replica, at least two. */
    String[] regions() default {"us-east-1", "eu-west-1"};

    /**
     * How long a write is under way to another Region, as {@link dev.globaltable.replication.ReplicationDelay#parse} reads
     * it: {@code "800ms"}, {@code "200ms..2s"}, or a profile such as {@code "far"}.
     */
    String replicationDelay() default "1s";

    /**
     * The version of global tables that the table is of. With {@code V2017_11_29} items tell when and where they were written,
     * and the simulation takes {@code CreateGlobalTable} and its like for what they were when AWS still made such tables.
     */
    GlobalTableVersion version() default GlobalTableVersion.V2019_11_21;

    /**
     * {@code STRONG} for a table whose strongly consistent reads see the newest write of any Region, and whose writes start
     * from it; it needs three Regions, one of which may be a {@link #witness()}.
     */
    MultiRegionConsistency consistency() default MultiRegionConsistency.EVENTUAL;

    /** The Region that holds no replica but helps to find a majority; for strongly consistent tables with two replicas. */
    String witness() default "";

    /** The global secondary indexes of every replica. */
    Index[] globalIndexes() default {};

    /** The local secondary indexes of every replica; the table needs a sort key. */
    Index[] localIndexes() default {};

    /**
     * How far global secondary indexes are behind each replica, written as {@link #replicationDelay()} but never {@code
     * "manual"}. Empty: not at all, a write is in the index for the next call.
     */
    String indexDelay() default "";

    /**
     * A secondary index that projects all attributes. Others, and keys of several attributes, are declared with a {@link
     * dev.globaltable.SecondaryIndexDefinition}, or created by the application.
     *
     * @since 0.1.0
     */
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Index {

        /** The index's name. */
        String name();

        /** The name of the partition key attribute; empty for a local index, which has its table's. */
        String partitionKey() default "";

        /** The type of the partition key: {@code S}, {@code N} or {@code B}. */
        ScalarAttributeType partitionKeyType() default ScalarAttributeType.S;

        /** The name of the sort key attribute; empty for a global index without one. */
        String sortKey() default "";

        /** The type of the sort key: {@code S}, {@code N} or {@code B}. */
        ScalarAttributeType sortKeyType() default ScalarAttributeType.S;
    }

    /**
     * The Region of the host that the test plays: clients that are built without a Region get it. Holds for the simulation;
     * one annotation of a class or method is enough. Empty: the first Region of the first table.
     */
    String homeRegion() default "";

    /**
     * The seed of every choice, such as a drawn delay. Holds for the simulation; one annotation of a class or method is
     * enough. Where none is given, the configuration parameter {@code globaltable.seed} is used, or else a seed that
     * belongs to the test: made from the names of its class and method and the number of its invocation, it is the same
     * on every machine.
     */
    long seed() default NO_SEED;

    /**
     * How long a simulation lives. {@link SimulationLifecycle#PER_CLASS} on one annotation of a class holds for all its
     * tables.
     */
    SimulationLifecycle lifecycle() default SimulationLifecycle.PER_METHOD;
}
