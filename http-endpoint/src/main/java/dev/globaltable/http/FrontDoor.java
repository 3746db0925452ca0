package dev.globaltable.http;

/** Shows each request to whom it is for. */
final class FrontDoor {

    private final ServiceApi service;
    private final ControlApi control;

    FrontDoor(SimulationHost host) {
        this.service = new ServiceApi(host);
        this.control = new ControlApi(host);
    }

    Answer answer(HttpCall call) {
        return Gzip.encode(call, ControlApi.claims(call) ? control.answer(call) : service.answer(call));
    }

    /** What cannot be read as HTTP. */
    Answer malformed(Throwable cause) {
        return service.malformed(cause);
    }

    Answer tooLarge() {
        return service.tooLarge();
    }
}
