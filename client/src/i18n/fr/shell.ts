export const shell = {
  app: {
    name: 'Linky Local',
    home: 'Vos données restent ici.',
    version: 'Version {version}',
    skip: 'Aller au contenu',
    demo: 'Démonstration',
  },
  nav: {
    label: 'Navigation principale',
    consumption: 'Conso',
    costs: 'Coûts',
    production: 'Production',
    dashboard: 'Accueil',
    tempo: 'Tempo',
    ecowatt: 'EcoWatt',
    export: 'Exports',
    more: 'Plus',
    settings: 'Réglages',
    playground: 'GraphQL',
    playgroundHint: 'Explorateur GraphQL, dans un nouvel onglet',
    needsAction: 'une action est attendue',
  },
  moment: {
    today: 'à {time}',
    tomorrow: 'demain à {time}',
    yesterday: 'hier à {time}',
    other: 'le {day} à {time}',
    ago: 'il y a {duration}',
    justNow: 'à l’instant',
  },
  connection: {
    label: 'État de la connexion',
    lost: 'Le serveur ne répond plus.',
    lostDetail: 'Les chiffres affichés ont été reçus {time}. La page se reconnecte seule dès qu’il revient.',
    never: 'Le serveur ne répond pas. Vérifiez qu’il est démarré : la page se reconnecte seule.',
    back: 'La connexion au serveur est rétablie.',
  },
  update: {
    ready: 'Une nouvelle version est prête.',
    reload: 'Recharger',
  },
  failure: {
    OFFLINE:
      'Le serveur ne répond pas. Vérifiez qu’il est démarré : ces chiffres viendront seuls à son retour.',
  },
  notFound: {
    title: 'Cette page n’existe pas',
    text: 'L’adresse « {path} » ne mène à aucune page. Elle a peut-être été mal recopiée.',
    home: 'Revenir à l’accueil',
  },
  common: {
    cancel: 'Annuler',
    more: 'Afficher le détail',
    less: 'Masquer le détail',
    showTable: 'Tableau',
    showChart: 'Graphique',
  },
}
