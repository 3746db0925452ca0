package dev.globaltable.timeline;

import dev.globaltable.timeline.TimelineModel.StoredVersion;
import software.amazon.awssdk.regions.Region;

/** Why a version was lost, in words for somebody who looks at the picture. */
final class LossText {

    private LossText() {}

    static String of(ModelItems items, int winner, int loser, Region region) {
        StoredVersion lost = items.version(loser);
        StoredVersion kept = items.version(winner);
        String why = lost.stamp() == kept.stamp()
                ? "Both timestamps are equal, so the Region's name decides"
                : "The higher timestamp wins (" + ModelMarks.seconds(kept.stamp()) + " over "
                        + ModelMarks.seconds(lost.stamp()) + ")" + order(lost, kept);
        return "Lost in " + region.id() + ": v" + lost.number() + " of " + items.name(lost.item()) + " (" + lost.brief()
                + ") met v" + kept.number() + " (" + kept.brief() + "), and neither writer knew of the other. " + why
                + "; both writers were told that they succeeded.";
    }

    /** Versions are numbered as they were written; clocks may see it otherwise. */
    private static String order(StoredVersion lost, StoredVersion kept) {
        return lost.number() > kept.number()
                ? ", although the other one was written later: the Regions' clocks differ"
                : "";
    }
}
