/** The name under which the burner shows up, and by which it is told from real wallets. */
export const BURNER = 'Burner wallet';
