package dev.globaltable.examples.notes;

import dev.globaltable.examples.notes.Edit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps each edit in an item of its own, which is never written again, and puts a note together when it is read. Regions
 * that have the same edits show the same note, in whatever order the edits arrived.
 */
public final class EditLog implements Notebook {

    private static final String TABLE = "notes";

    private final DynamoDbClient dynamoDb;
    private final EditIds ids;

    public EditLog(DynamoDbClient dynamoDb, EditIds ids) {
        this.dynamoDb = dynamoDb;
        this.ids = ids;
    }

    @Override
    public void create(String noteId) {
        add(noteId, Edit.ofNote(ids.next(), Kind.CREATE));
    }

    @Override
    public String append(String noteId, String text) {
        String id = ids.next();
        requireNote(noteId);
        add(noteId, new Edit(id, Kind.WRITE, id, text));
        return id;
    }

    @Override
    public void revise(String noteId, String paragraphId, String text) {
        requireNote(noteId);
        add(noteId, new Edit(ids.next(), Kind.WRITE, paragraphId, text));
    }

    @Override
    public void delete(String noteId) {
        add(noteId, Edit.ofNote(ids.next(), Kind.DELETE));
    }

    /** Brings a deleted note back, with all that was ever written in it. */
    public void restore(String noteId) {
        add(noteId, Edit.ofNote(ids.next(), Kind.RESTORE));
    }

    @Override
    public Optional<Note> read(String noteId) {
        boolean exists = false;
        Map<String, String> paragraphs = new TreeMap<>();
        for (Edit edit : edits(noteId)) {
            switch (edit.kind()) {
                case CREATE, RESTORE -> exists = true;
                case DELETE -> exists = false;
                case WRITE -> paragraphs.put(edit.paragraphId(), edit.text());
            }
        }
        return exists ? Optional.of(new Note(noteId, new ArrayList<>(paragraphs.values()))) : Optional.empty();
    }

    private List<Edit> edits(String noteId) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(TABLE)
                        .keyConditionExpression("noteId = :noteId")
                        .expressionAttributeValues(Map.of(":noteId", AttributeValue.fromS(noteId)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(Edit::fromItem)
                .toList();
    }

    private void add(String noteId, Edit edit) {
        dynamoDb.putItem(put -> put.tableName(TABLE).item(edit.toItem(noteId)));
    }

    private void requireNote(String noteId) {
        if (read(noteId).isEmpty()) {
            throw new NoSuchNoteException(noteId);
        }
    }
}
