/**
 * The prompt for relevance, to the letter: arXiv 2402.14778, table 3. The `***` lines are those of the released prompt for the six
 * criteria, of which typesetting lost some in both tables.
 */
export const RELEVANCE_TEMPLATE = `You are evaluating a response that has been submitted for a particular task, using a specific set of standards. Below is the data:
[BEGIN DATA]
***
[Task]: %%%TASK%%%
***
[Submission]: %%%SUBMISSION%%%
***
[Criterion]: relevance:
"0": "Not relevant - The generated text is irrelevant to the task and does not provide the answer."
"1": "Relevant - The generated text is relevant to the task and provides an answer"
***
[END DATA]
Does the submission meet the criterion? Print 0 or 1. Do not output anything else.`
