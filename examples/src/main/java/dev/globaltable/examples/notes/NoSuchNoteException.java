package dev.globaltable.examples.notes;

/** A note does not exist here: it was deleted, or has not arrived yet. */
public final class NoSuchNoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchNoteException(String noteId) {
        super("There is no note " + noteId);
    }
}
