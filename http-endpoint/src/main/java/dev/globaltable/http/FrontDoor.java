package dev.globaltable.http;

/** Shows each request to whom it is for. */
final class FrontDoor {

    private final ServiceApi service;

    FrontDoor(SimulationHost host) {
        this.service = new ServiceApi(host);
    }

    Answer answer(HttpCall call) {
        return Gzip.encode(call, service.answer(call));
    }

    /** What cannot be read as HTTP. */
    Answer malformed(Throwable cause) {
        return service.malformed(cause);
    }

    Answer tooLarge() {
        return service.tooLarge();
    }
}
