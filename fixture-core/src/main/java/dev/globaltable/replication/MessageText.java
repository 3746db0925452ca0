package dev.globaltable.replication;

import dev.globaltable.history.ReplicationMessage;

/** How a message is named in an error. */
final class MessageText {

    private MessageText() {}

    static String of(ReplicationMessage message) {
        return "message " + message.id() + " (" + message.table() + "/" + message.key() + ", "
                + message.from().id() + " -> " + message.to().id() + ")";
    }
}
