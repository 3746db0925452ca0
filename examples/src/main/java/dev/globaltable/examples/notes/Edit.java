package dev.globaltable.examples.notes;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One change of a note. It is written once and never changed.
 *
 * @param id sorts by time
 * @param paragraphId the paragraph that the text is for; empty for edits of the whole note
 * @param text the new text; empty for edits of the whole note
 */
record Edit(String id, Kind kind, String paragraphId, String text) {

    enum Kind {
        CREATE,
        WRITE,
        DELETE,
        RESTORE
    }

    static Edit ofNote(String id, Kind kind) {
        return new Edit(id, kind, "", "");
    }

    static Edit fromItem(Map<String, AttributeValue> item) {
        return new Edit(
                text(item, "part"), Kind.valueOf(text(item, "kind")), text(item, "paragraphId"), text(item, "text"));
    }

    Map<String, AttributeValue> toItem(String noteId) {
        return Map.of(
                "noteId", AttributeValue.fromS(noteId),
                "part", AttributeValue.fromS(id),
                "kind", AttributeValue.fromS(kind.name()),
                "paragraphId", AttributeValue.fromS(paragraphId),
                "text", AttributeValue.fromS(text));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
    }
}
