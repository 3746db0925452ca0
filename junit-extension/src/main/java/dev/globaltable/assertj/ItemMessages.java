package dev.globaltable.assertj;

import dev.globaltable.SimulatedItem;
import dev.globaltable.history.ReplicationMessage;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.timeline.ItemText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Messages of failed assertions about one item. */
final class ItemMessages {

    private ItemMessages() {}

    static Message neverWritten(SimulatedItem item, String promised) {
        return message(item, promised + ", but no Region ever accepted a write to it.");
    }

    static Message notStale(SimulatedItem item, Region region) {
        return message(item, promise(item, "be stale in", region) + ", but that replica holds the newest version.");
    }

    static Message notFresh(SimulatedItem item, Region region, ItemVersion newest) {
        Evidence evidence = Evidence.of(item);
        return message(
                item,
                promise(item, "be fresh in", region) + ", but " + evidence.version(newest)
                        + " is newer than what that replica holds"
                        + onItsWay(item, region, newest) + ".");
    }

    private static String onItsWay(SimulatedItem item, Region region, ItemVersion newest) {
        Optional<ReplicationMessage> awaited = item.inFlight().stream()
                .filter(message -> message.to().equals(region)
                        && message.content().version().equals(newest.version()))
                .findFirst();
        return awaited.map(message -> "; it is under way as #" + message.id()).orElse("");
    }

    static Message notAbsent(SimulatedItem item, Region region) {
        return message(item, promise(item, "be absent in", region) + ", but it is there.");
    }

    static Message absent(SimulatedItem item, Region region, String promised) {
        String why = item.versionIn(region).isPresent() ? "but it is deleted there" : "but it never got there";
        return message(item, promise(item, promised + " in", region) + ", " + why + ".");
    }

    static Message notEqual(SimulatedItem item, Region region, Map<String, AttributeValue> expected) {
        return message(
                item,
                promise(item, "be", region, ItemText.cut(ItemText.of(expected), 80)) + ", but it is another item.");
    }

    static Message otherAttribute(
            SimulatedItem item, Region region, String name, AttributeValue expected, Optional<AttributeValue> found) {
        return message(
                item,
                promise(item, "have", region, name + " = " + ItemText.of(expected)) + ", but "
                        + found.map(value -> "found " + name + " = " + ItemText.of(value))
                                .orElse("it has no such attribute")
                        + ".");
    }

    static Message unexpectedAttribute(SimulatedItem item, Region region, String name, AttributeValue found) {
        return message(
                item,
                promise(item, "have", region, "no attribute " + name) + ", but found " + name + " = "
                        + ItemText.of(found) + ".");
    }

    static Message notConverged(SimulatedItem item) {
        return message(item, "Expected item " + item + " to have converged, but " + divergence(item) + ".");
    }

    static Message notDiverged(SimulatedItem item) {
        return message(
                item,
                "Expected item " + item
                        + " to have diverged, but every replica holds the same version and nothing is in" + " flight.");
    }

    static Message notConvergedWithin(SimulatedItem item, String limit) {
        return message(
                item,
                "Expected item " + item + " to converge within " + limit + " s, but after that time " + divergence(item)
                        + ".");
    }

    static Message inFlight(SimulatedItem item, String expected) {
        return message(
                item,
                "Expected item " + item + " to have " + expected + ", but found "
                        + item.inFlight().size() + ".");
    }

    private static String divergence(SimulatedItem item) {
        List<String> others = item.table().regions().stream()
                .filter(item::isStaleIn)
                .map(Region::id)
                .toList();
        if (others.isEmpty()) {
            return "versions of it are still in flight";
        }
        return String.join(", ", others) + (others.size() == 1 ? " does" : " do") + " not hold the newest version";
    }

    private static String promise(SimulatedItem item, String verb, Region region) {
        return "Expected item " + item + " to " + verb + " " + region.id();
    }

    private static String promise(SimulatedItem item, String verb, Region region, String what) {
        return "Expected item " + item + " in " + region.id() + " to " + verb + " " + what;
    }

    private static Message message(SimulatedItem item, String sentence) {
        Evidence evidence = Evidence.of(item);
        return new Message(sentence + "\n\n" + evidence.item(item) + evidence.footer());
    }
}
