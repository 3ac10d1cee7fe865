export const demo = {
  label: 'Foyer de démonstration',
  title: 'Vous explorez le foyer de démonstration.',
  text: 'Ses compteurs sont inventés, ses données sont à part des vôtres.',
  leave: 'Quitter la démo',
  panel: 'Démonstration',
  explore: 'Explorer le foyer de démonstration',
  opening: 'Ouverture',
  invitation:
    'Pas encore de compte, ou simplement curieux : le foyer de démonstration montre des années de relevés inventés, dans une base à part. Un clic suffit pour le quitter.',
  inside:
    'Le foyer de démonstration est à l’écran. Vos propres relevés vous attendent, comme vous les avez laissés.',
  moving: {
    demo: 'Le foyer de démonstration s’ouvre. La page se recharge seule dans quelques secondes.',
    real: 'Votre foyer revient. La page se recharge seule dans quelques secondes.',
  },
  failure: {
    refused:
      'Le serveur n’a pas pu ouvrir l’autre foyer, rien n’a changé. Il lui faut une base de données à part : le journal du serveur dit ce qui a manqué.',
    unsent: 'Le serveur n’a pas répondu, rien n’a changé. Recommencez dans un instant.',
  },
}
