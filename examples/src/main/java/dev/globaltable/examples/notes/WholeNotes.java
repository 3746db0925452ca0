package dev.globaltable.examples.notes;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Keeps each note in one item, with a map of its paragraphs. */
public final class WholeNotes implements Notebook {

    private static final String TABLE = "notes";

    private final DynamoDbClient dynamoDb;
    private final EditIds ids;

    public WholeNotes(DynamoDbClient dynamoDb, EditIds ids) {
        this.dynamoDb = dynamoDb;
        this.ids = ids;
    }

    @Override
    public void create(String noteId) {
        dynamoDb.putItem(put -> put.tableName(TABLE)
                .item(Map.of(
                        "noteId", AttributeValue.fromS(noteId),
                        "part", AttributeValue.fromS("NOTE"),
                        "paragraphs", AttributeValue.fromM(Map.of()))));
    }

    @Override
    public String append(String noteId, String text) {
        String paragraphId = ids.next();
        revise(noteId, paragraphId, text);
        return paragraphId;
    }

    @Override
    public void revise(String noteId, String paragraphId, String text) {
        try {
            dynamoDb.updateItem(update -> update.tableName(TABLE)
                    .key(key(noteId))
                    .updateExpression("SET paragraphs.#paragraph = :text")
                    .conditionExpression("attribute_exists(noteId)")
                    .expressionAttributeNames(Map.of("#paragraph", paragraphId))
                    .expressionAttributeValues(Map.of(":text", AttributeValue.fromS(text))));
        } catch (ConditionalCheckFailedException e) {
            throw new NoSuchNoteException(noteId);
        }
    }

    @Override
    public void delete(String noteId) {
        dynamoDb.deleteItem(delete -> delete.tableName(TABLE).key(key(noteId)));
    }

    @Override
    public Optional<Note> read(String noteId) {
        GetItemResponse found =
                dynamoDb.getItem(get -> get.tableName(TABLE).key(key(noteId)).consistentRead(true));
        return found.hasItem() ? Optional.of(note(noteId, found.item())) : Optional.empty();
    }

    private static Note note(String noteId, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> paragraphs = new TreeMap<>(
                item.getOrDefault("paragraphs", AttributeValue.fromM(Map.of())).m());
        return new Note(
                noteId, paragraphs.values().stream().map(AttributeValue::s).toList());
    }

    private static Map<String, AttributeValue> key(String noteId) {
        return Map.of("noteId", AttributeValue.fromS(noteId), "part", AttributeValue.fromS("NOTE"));
    }
}
