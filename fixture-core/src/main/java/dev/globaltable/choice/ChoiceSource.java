package dev.globaltable.choice;

/**
 * Where a simulation's decisions come from.
 *
 * <p>A choice has a name. Each name has a sequence of its own, so that adding one kind of choice to the engine does not
 * shift the others and old seeds keep their meaning.
 */
@FunctionalInterface
public interface ChoiceSource {

    /** The next 64 random bits of the sequence with this name. */
    long nextBits(String name);

    /** A number in {@code [0, 1)}. */
    default double nextFraction(String name) {
        return (nextBits(name) >>> 11) * 0x1.0p-53;
    }

    /** A whole number between the bounds, both included. */
    default long nextBetween(String name, long least, long greatest) {
        if (least > greatest) {
            throw new IllegalArgumentException("Nothing lies between " + least + " and " + greatest + ".");
        }
        return least + (long) (nextFraction(name) * (greatest - least + 1));
    }

    /**
     * A number from the standard normal distribution (Box and Muller, "A Note on the Generation of Random Normal
     * Deviates", 1958), by {@link StrictMath} so that every machine computes the same.
     */
    default double nextGaussian(String name) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextFraction(name)));
        return radius * StrictMath.cos(2 * StrictMath.PI * nextFraction(name));
    }
}
