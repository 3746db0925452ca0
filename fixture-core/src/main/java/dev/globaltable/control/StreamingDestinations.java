package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.operation.TableLookup;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;

/** What the operations on the Kinesis data streams of tables share. */
final class StreamingDestinations {

    static final List<String> PRECISIONS = List.of("MILLISECOND", "MICROSECOND");
    private static final String INVALID_STATE =
            "Table is not in a valid state to enable Kinesis Streaming Destination: ";

    private final RegionalTables tables;
    private final TableLifecycle lifecycle;
    private final ControlState state;

    StreamingDestinations(RegionalTables tables, TableLifecycle lifecycle, ControlState state) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.state = state;
    }

    /** Checks the names, together with what else the constraints hold, and finds the table. */
    ReplicaTable table(Constraints constraints, String tableName, @Nullable String streamArn) {
        constraints
                .tableNameOrArn(tableName)
                .length("streamArn", constraints.required("streamArn", streamArn), 37, 1024)
                .check();
        return table(tableName);
    }

    ReplicaTable table(String tableName) {
        return TableLookup.forControl(tables, tableName);
    }

    Map<String, StreamingDestination> of(ReplicaTable table) {
        return state.of(table).destinations();
    }

    /** Whether the stream is in the Region of its table, where alone the table can write to it. */
    boolean isHere(String streamArn) {
        return streamArn.contains(":" + tables.region().id() + ":");
    }

    /** Sets a state that ends in virtual time; until then every other change of the stream is refused. */
    StreamingDestination change(
            ReplicaTable table, StreamingDestination changing, UnaryOperator<StreamingDestination> end) {
        Map<String, StreamingDestination> destinations = of(table);
        destinations.put(changing.streamArn(), changing);
        lifecycle.later(() -> destinations.put(changing.streamArn(), end.apply(changing)));
        return changing;
    }

    /** The stream's state; fails with these words unless it is active. */
    StreamingDestination requireActive(ReplicaTable table, String streamArn, String otherwise) {
        StreamingDestination destination = of(table).get(streamArn);
        if (destination == null || destination.status() != DestinationStatus.ACTIVE) {
            throw invalidState(otherwise);
        }
        return destination;
    }

    static RuntimeException invalidState(String why) {
        return validation(INVALID_STATE + why);
    }
}
