/** Stands in for RJSF's Ajv validator, which needs eval; ours is in `validator.ts`. */
export default {};
