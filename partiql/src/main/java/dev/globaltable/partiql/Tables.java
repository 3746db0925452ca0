package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.operation.RegionalService;
import dev.globaltable.partiql.syntax.Statement;

/** Finds what a statement reads or writes. */
final class Tables {

    private Tables() {}

    /** A table or an index, for reads. */
    static TableKeys source(RegionalService service, Statement.Source source) {
        return source.inside().isEmpty()
                ? TableKeys.ofTable(service, source.table())
                : TableKeys.ofIndex(service, source.table(), source.inside().get(0));
    }

    /** A table, for updates and deletes. */
    static TableKeys target(RegionalService service, Statement.Source target) {
        if (!target.inside().isEmpty()) {
            throw validation("This operation is not supported on an index");
        }
        return TableKeys.ofTable(service, target.table());
    }

    /** A table, for inserts. */
    static TableKeys insertTarget(RegionalService service, Statement.Source target) {
        if (!target.inside().isEmpty()) {
            throw validation("FROM clause may only contain a single table name in data manipulation statements");
        }
        return TableKeys.ofTable(service, target.table());
    }
}
