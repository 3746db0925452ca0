package dev.globaltable.check;

/** What a check may still spend. */
final class Steps {

    private final long budget;
    private long left;

    Steps(long budget) {
        this.budget = budget;
        this.left = budget;
    }

    void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new Exhausted(budget);
        }
    }

    /** There is nothing left to spend. */
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1;

        Exhausted(long budget) {
            super("the budget of " + budget + " steps is spent", null, false, false);
        }
    }
}
