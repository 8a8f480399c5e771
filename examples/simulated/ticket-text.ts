export type Category = 'fault' | 'baggage' | 'billing' | 'question';

/** Who works on a category. */
export const QUEUE_OF: { readonly [category in Category]: string } = {
  fault: 'repair',
  baggage: 'baggage',
  billing: 'accounts',
  question: 'front-desk',
};

/** Short, and without commas, so that they fit a tile and a line of CSV. */
export const TITLES: { readonly [category in Category]: readonly string[] } = {
  fault: [
    'Check-in screen stays dark',
    'Boarding printer jams',
    'Gate scanner reads nothing',
    'No network at the counter',
    'Telephone line is noisy',
    'Self-service kiosk is frozen',
    'Flight display shows old times',
    'Login fails on two terminals',
  ],
  baggage: ['Bag did not arrive', 'Suitcase came damaged', 'Stroller left at the gate', 'Bag went to another city', 'Missing tag on a bag'],
  billing: ['Invoice shows a wrong sum', 'Charged twice for one service', 'Credit note is missing', 'Wrong address on the bill'],
  question: ['How to add a second user', 'Opening hours on holidays', 'Copy of the contract', 'Status of an earlier request'],
};
