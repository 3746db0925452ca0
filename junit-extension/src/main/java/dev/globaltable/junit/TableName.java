package dev.globaltable.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which of several tables to inject into a {@link dev.globaltable.SimulatedTable}. Not needed when there is one table,
 * or when the parameter or field is called as the table is ({@code userProfiles} for {@code user-profiles}; parameters keep
 * their names when compiled with {@code -parameters}).
 *
 * @since 0.1.0
 */
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TableName {

    /** The table's name. */
    String value();
}
