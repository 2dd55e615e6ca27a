package uk.code4health.opendata.platform;

/** Whoever asked has gone before the answer was there: nothing failed, and nobody is left to be told. */
public class HungUp extends RuntimeException {

    private static final long serialVersionUID = 1;

    public HungUp(Throwable failure) {
        super(failure);
    }
}
