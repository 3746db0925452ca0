package dev.globaltable.partiql.syntax;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The words that are no names unless they stand in double quotation marks. */
final class Keywords {

    private static final String ALL = """
            absolute action add all allocate alter and any are as asc assertion at authorization avg bag begin
            between bit bit_length blob bool boolean by cascade cascaded case cast catalog char char_length
            character character_length check clob close coalesce collate collation column commit conflict
            connect connection constraint constraints continue convert corresponding count create cross current
            current_date current_time current_timestamp current_user cursor date date_add date_diff deallocate
            dec decimal declare default deferrable deferred delete desc describe descriptor diagnostics
            disconnect distinct do domain double drop else end escape except exception exec execute exists
            external extract false fetch first float for foreign found from full get global go goto grant group
            having identity immediate in index indicator initially inner input insensitive insert int integer
            intersect interval into is isolation join key language last left let level like limit list local
            lower match max min missing modified module names national natural nchar new next no not nothing
            null nullif numeric octet_length of old on only open option or order outer output overlaps pad
            partial pivot position precision prepare preserve primary prior privileges procedure public read
            real references relative remove restrict returning revoke right rollback rows schema scroll section
            select session session_user set sexp size smallint some space sql sqlcode sqlerror sqlstate string
            struct substring sum symbol system_user table temporary then time timestamp to transaction translate
            translation trim true tuple union unique unknown unpivot update upper usage user using value values
            varchar varying view when whenever where with work write zone
            """;

    private static final SortedSet<String> WORDS =
            new TreeSet<>(List.of(ALL.trim().split("\\s+")));

    /** Those that are functions when a parenthesis follows. */
    private static final SortedSet<String> FUNCTIONS = new TreeSet<>(List.of(
            "bit_length",
            "char_length",
            "character_length",
            "coalesce",
            "date_add",
            "date_diff",
            "exists",
            "extract",
            "lower",
            "nullif",
            "octet_length",
            "size",
            "substring",
            "trim",
            "upper"));

    /** Functions of SQL that DynamoDB refuses by name. */
    private static final SortedSet<String> AGGREGATES =
            new TreeSet<>(List.of("avg", "cast", "count", "max", "min", "sum"));

    private Keywords() {}

    static boolean contain(String word) {
        return WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean isFunction(String word) {
        return FUNCTIONS.contains(word);
    }

    static boolean isRefusedFunction(String word) {
        return AGGREGATES.contains(word);
    }
}
