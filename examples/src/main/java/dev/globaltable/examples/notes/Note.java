package dev.globaltable.examples.notes;

import java.util.List;

/** A note: its paragraphs, in order. */
public record Note(String noteId, List<String> paragraphs) {

    public Note {
        paragraphs = List.copyOf(paragraphs);
    }
}
