package dev.globaltable.stream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a shard that a reader has got to. Its text carries all there is to it.
 *
 * @param position the sequence number that the next record has at least
 * @param issuedMicros virtual time of its issue, which its age counts from
 */
public record ShardIterator(String streamArn, String shardId, long position, long issuedMicros) {

    private static final long AGE_MAX_MICROS = 15L * 60 * 1_000_000;

    /** Whether the iterator is too old to be used (STR-14). */
    public boolean isExpired(long nowMicros) {
        return nowMicros - issuedMicros > AGE_MAX_MICROS;
    }

    /** As the API hands it out: the stream, a version, and something that only the service reads. */
    public String text() {
        String place = shardId + "|" + position + "|" + issuedMicros;
        String sealed = place + "|" + seal(streamArn, place);
        return streamArn + "|1|" + Base64.getEncoder().encodeToString(sealed.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells an iterator that was cut or changed from one that was handed out. */
    private static int seal(String streamArn, String place) {
        return (streamArn + place).hashCode();
    }

    /** What {@link #text} gave, or nothing. */
    public static Optional<ShardIterator> parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String[] fields = new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8).split("\\|", -1);
            if (fields.length != 4) {
                return Optional.empty();
            }
            ShardIterator iterator =
                    new ShardIterator(parts[0], fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2]));
            return Optional.of(iterator).filter(parsed -> parsed.text().equals(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
