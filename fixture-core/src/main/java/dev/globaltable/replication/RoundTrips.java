package dev.globaltable.replication;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;

/** Round trips between Regions in milliseconds: public averages of 2017 (reference 6.2). */
final class RoundTrips {

    /** For pairs without a published figure: the median of those that have one. */
    private static final int OTHER_MILLIS = 120;

    private static final Map<String, Integer> MILLIS = new TreeMap<>();

    static {
        put("us-east-1", "us-west-1", 72);
        put("us-east-1", "us-west-2", 88);
        put("us-east-1", "eu-west-1", 80);
        put("us-east-1", "eu-central-1", 89);
        put("us-east-1", "ap-northeast-1", 145);
        put("us-east-1", "ap-southeast-1", 217);
        put("us-east-1", "ap-southeast-2", 230);
        put("us-east-1", "sa-east-1", 120);
        put("us-west-1", "us-west-2", 19);
        put("eu-west-1", "eu-central-1", 20);
        put("eu-west-1", "us-west-2", 137);
        put("eu-west-1", "ap-northeast-1", 212);
        put("eu-west-1", "ap-southeast-2", 310);
        put("eu-central-1", "ap-southeast-1", 326);
        put("ap-northeast-1", "ap-southeast-1", 74);
        put("ap-northeast-1", "ap-southeast-2", 104);
    }

    private RoundTrips() {}

    static int millis(Region from, Region to) {
        return MILLIS.getOrDefault(pair(from.id(), to.id()), OTHER_MILLIS);
    }

    private static void put(String one, String other, int millis) {
        MILLIS.put(pair(one, other), millis);
    }

    private static String pair(String one, String other) {
        return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
    }
}
