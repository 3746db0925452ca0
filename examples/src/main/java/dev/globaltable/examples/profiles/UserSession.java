package dev.globaltable.examples.profiles;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.regions.Region;

/**
 * What one user does, request by request, from whatever Region serves them. The session cookie carries the user's last
 * write; a Region that has not heard of it yet asks the one that took it.
 */
public final class UserSession {

    /** The last write of a session: where it went, and the revision that it made. */
    public record LastWrite(Region region, long revision) {}

    private final String userId;
    private final Region local;
    private final Map<Region, DynamoDbEnhancedClient> clients;
    private Optional<LastWrite> lastWrite;

    public UserSession(
            String userId, Region local, Map<Region, DynamoDbEnhancedClient> clients, Optional<LastWrite> lastWrite) {
        this.userId = userId;
        this.local = local;
        this.clients = clients;
        this.lastWrite = lastWrite;
    }

    /** The user's profile, with everything that this session wrote. */
    public Optional<Profile> profile() {
        Optional<Profile> here = profilesIn(local).find(userId);
        return here.filter(this::isRecent)
                .or(() -> lastWrite.flatMap(last -> profilesIn(last.region()).find(userId)));
    }

    /**
     * Changes the user's profile in the Region that serves them, or in that of their last write while the local replica
     * lags behind it.
     */
    public Profile change(Consumer<Profile> change) {
        Region region = profilesIn(local).find(userId).filter(this::isRecent).isPresent()
                ? local
                : lastWrite.map(LastWrite::region).orElse(local);
        Profile changed = profilesIn(region).change(userId, change);
        lastWrite = Optional.ofNullable(changed.getRevision()).map(revision -> new LastWrite(region, revision));
        return changed;
    }

    /** What the session cookie has to carry to the next request. */
    public Optional<LastWrite> lastWrite() {
        return lastWrite;
    }

    private boolean isRecent(Profile profile) {
        return lastWrite.map(LastWrite::revision).map(profile::includes).orElse(true);
    }

    private Profiles profilesIn(Region region) {
        DynamoDbEnhancedClient dynamoDb = clients.get(region);
        if (dynamoDb == null) {
            throw new IllegalStateException(
                    "This service is not set up for " + region + ", only for " + clients.keySet());
        }
        return new Profiles(dynamoDb);
    }
}
