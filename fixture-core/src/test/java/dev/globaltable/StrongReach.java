package dev.globaltable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Who reaches whom in a random run of a strongly consistent table, and which replicas have a fault, or had one too long. */
final class StrongReach {

    private static final Duration SEVEN_DAYS = Duration.ofDays(7);

    private final Simulation simulation;
    private final List<Region> regions;
    private final List<Region> replicas;
    private final Map<Region, Set<Fault>> faults = new LinkedHashMap<>();
    private final Map<Region, Instant> since = new LinkedHashMap<>();
    private final Map<Region, Set<Fault>> lost = new LinkedHashMap<>();

    private enum Fault {
        REGION,
        KEY,
        PERMISSION
    }

    /** @param regions the three Regions, a witness included */
    StrongReach(Simulation simulation, List<Region> regions, List<Region> replicas) {
        this.simulation = simulation;
        this.regions = regions;
        this.replicas = replicas;
        replicas.forEach(region -> faults.put(region, new LinkedHashSet<>()));
    }

    /** More than seven days with one fault or another, and a replica is lost (STRONG-22). */
    private void noteLosses() {
        Instant now = simulation.clock().instant();
        for (Region region : replicas) {
            Instant start = since.get(region);
            if (start != null && !lost.containsKey(region) && now.isAfter(start.plus(SEVEN_DAYS))) {
                lost.put(region, new LinkedHashSet<>(faultsOf(region)));
            }
        }
    }

    private Set<Fault> faultsOf(Region region) {
        return Objects.requireNonNull(faults.get(region));
    }

    private boolean takesPart(Region region) {
        return !replicas.contains(region) || (faultsOf(region).isEmpty() && !lost.containsKey(region));
    }

    /** Whether writes and strong reads of a Region find a majority (STRONG-18). */
    boolean isAvailable(Region region) {
        noteLosses();
        Network network = simulation.network();
        return takesPart(region)
                && regions.stream()
                        .anyMatch(other -> !other.equals(region)
                                && takesPart(other)
                                && network.isOpen(region, other)
                                && network.isOpen(other, region));
    }

    /** Whether eventually consistent reads are served. */
    boolean isReadable(Region region) {
        noteLosses();
        Set<Fault> lostBy = lost.getOrDefault(region, Set.of());
        return !faultsOf(region).contains(Fault.REGION)
                && !faultsOf(region).contains(Fault.KEY)
                && !lostBy.contains(Fault.KEY);
    }

    /** What writes and strong reads fail with where they find none. */
    Class<? extends Throwable> failure(Region region) {
        return DynamoDbException.class;
    }

    /** The replicas that are not lost. */
    List<Region> alive() {
        noteLosses();
        return replicas.stream().filter(region -> !lost.containsKey(region)).toList();
    }

    void changeLinks(SplittableRandom random) {
        Network network = simulation.network();
        Region one = regions.get(random.nextInt(3));
        Region other = regions.get(random.nextInt(3));
        switch (random.nextInt(8)) {
            case 0 -> network.isolate(one);
            case 1 -> network.heal(one);
            case 2 -> network.pauseReplication(one);
            case 3 -> network.resumeReplication(one);
            case 4 -> network.heal();
            default -> {
                if (!one.equals(other)) {
                    network.cutLink(one, other);
                }
            }
        }
    }

    void changeFaults(SplittableRandom random) {
        Region region = replicas.get(random.nextInt(replicas.size()));
        Fault fault = Fault.values()[random.nextInt(3)];
        if (faultsOf(region).contains(fault)) {
            end(region, fault);
        } else if (random.nextBoolean()) {
            begin(region, fault);
        }
    }

    private void begin(Region region, Fault fault) {
        noteLosses();
        switch (fault) {
            case REGION -> simulation.faults().disableRegion(region);
            case KEY -> simulation.faults().disableKey(region, "items");
            case PERMISSION -> simulation.faults().denyReplication(region, "items");
        }
        faultsOf(region).add(fault);
        since.putIfAbsent(region, simulation.clock().instant());
    }

    private void end(Region region, Fault fault) {
        noteLosses();
        switch (fault) {
            case REGION -> simulation.faults().enableRegion(region);
            case KEY -> simulation.faults().enableKey(region, "items");
            case PERMISSION -> simulation.faults().allowReplication(region, "items");
        }
        faultsOf(region).remove(fault);
        if (faultsOf(region).isEmpty()) {
            since.remove(region);
        }
    }

    void endFaults() {
        for (Region region : replicas) {
            List.copyOf(faultsOf(region)).forEach(fault -> end(region, fault));
        }
        simulation.linkedRegions().forEach(simulation.network()::resumeReplication);
        simulation.network().heal();
    }
}
