package dev.globaltable.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects a client of one Region into a parameter or a field: {@code DynamoDbClient}, {@code DynamoDbAsyncClient}, {@code
 * DynamoDbEnhancedClient} or {@code DynamoDbEnhancedAsyncClient}.
 *
 * <p>The client is the SDK's own, made by its builder, one for each Region and type in a test, and closed after it. Also
 * possible: {@link dev.globaltable.RegionalClock}, the clock of that Region's servers, and {@link
 * dev.globaltable.DaxCluster}, a DAX cluster in front of that Region's tables, one for each Region in a test.
 *
 * <pre>{@code
 * @Test
 * void aWriteArrives(@InRegion("us-east-1") DynamoDbClient us, @InRegion("eu-west-1") DynamoDbClient eu) { ... }
 * }</pre>
 *
 * @since 0.1.0
 */
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface InRegion {

    /** The Region's id, such as {@code eu-west-1}. */
    String value();
}
