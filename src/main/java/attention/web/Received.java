package attention.web;

import attention.service.Admission;

/**
 * A request that could be read.
 *
 * @param faults what reading found that prevents its computation
 * @param place the room it has
 */
record Received<T extends Record>(T request, Faults faults, Admission.Place place) {}
