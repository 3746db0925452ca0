package dev.globaltable.partiql.syntax;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types that can follow {@code IS}, by the words that name them. */
final class TypeNames {

    private static final Map<String, String> NAMES = new TreeMap<>();

    static {
        List<String> words = List.of(
                "bag",
                "blob",
                "boolean",
                "clob",
                "date",
                "decimal",
                "float",
                "integer",
                "list",
                "missing",
                "null",
                "numeric",
                "real",
                "sexp",
                "smallint",
                "string",
                "struct",
                "symbol",
                "time",
                "timestamp",
                "tuple");
        words.forEach(word -> NAMES.put(word, word.toUpperCase(Locale.ROOT)));
        NAMES.put("bool", "BOOLEAN");
        NAMES.put("int", "INTEGER");
        NAMES.put("char", "CHARACTER");
        NAMES.put("character", "CHARACTER");
        NAMES.put("varchar", "CHARACTER_VARYING");
    }

    private TypeNames() {}

    static @Nullable String of(String word) {
        return NAMES.get(word);
    }
}
