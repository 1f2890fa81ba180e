/**
 * Asks a judge whether a modifier was followed, in the form of arXiv 2402.14778, table 3; the criterion is ours, since the paper gives none.
 * `%%%CONDITION%%%` is the modifier's own sentence.
 */
export const FULFILLMENT_TEMPLATE = `You are evaluating a response that has been submitted for a particular task, using a specific set of standards. Below is the data:
[BEGIN DATA]
***
[Task]: %%%TASK%%%
***
[Submission]: %%%SUBMISSION%%%
***
[Criterion]: condition on the answer: %%%CONDITION%%%
"0": "Not fulfilled - The condition does not hold for the submission"
"1": "Fulfilled - The condition holds for the submission, whether or not its content is right"
***
[END DATA]
Does the submission meet the criterion? Print 0 or 1. Do not output anything else.`
