package dev.globaltable.examples.notes;

import java.util.Optional;

/** Notes that several people write in at once. */
public interface Notebook {

    /** Starts an empty note. */
    void create(String noteId);

    /**
     * Adds a paragraph at the end.
     *
     * @return the paragraph's id
     * @throws NoSuchNoteException if the note does not exist, or no longer
     */
    String append(String noteId, String text);

    /**
     * Gives a paragraph another text.
     *
     * @throws NoSuchNoteException if the note does not exist, or no longer
     */
    void revise(String noteId, String paragraphId, String text);

    /** Deletes a note. */
    void delete(String noteId);

    /** A note as it is known here, unless it was deleted. */
    Optional<Note> read(String noteId);
}
