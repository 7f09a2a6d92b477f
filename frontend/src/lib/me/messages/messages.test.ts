import { isComplete } from '$lib/messages/complete';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

isComplete([nl, fr, en, de], en, ['src/routes/me', 'src/lib/me']);
