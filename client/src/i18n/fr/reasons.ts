/** One code, one sentence: what happened (title), then what to do or to expect (text). */
export const reasons = {
  ALREADY_RUNNING: {
    title: 'Une synchronisation est déjà en cours',
    text: 'Elle prendra aussi ce que vous demandez.',
  },
  BEFORE_START: {
    title: 'Ces jours précèdent votre compteur ou votre consentement',
    text: 'Il n’existe pas de relevé avant cette date.',
  },
  COLOR_UNKNOWN: {
    title: 'La couleur du jour n’est pas connue',
    text: 'RTE la publie la veille vers 11 h.',
  },
  CONFLICT: {
    title: 'L’élément a changé entre-temps',
    text: 'Relisez-le, puis recommencez.',
  },
  CONSENT_MISSING: {
    title: 'Le consentement manque ou a expiré',
    text: 'Renouvelez-le sur la passerelle pour recevoir la suite ; l’historique reste ici.',
  },
  CREDENTIALS_MISSING: {
    title: 'Aucun identifiant n’est enregistré',
    text: 'Saisissez le jeton de votre compte MyElectricalData pour recevoir vos relevés.',
  },
  CREDENTIALS_REJECTED: {
    title: 'La passerelle refuse ce jeton',
    text: 'Vérifiez qu’il est entier, ou créez-en un nouveau sur la passerelle et remplacez-le ici.',
  },
  CURVE_NOT_ENABLED: {
    title: 'Pas encore de courbe par demi-heure',
    text: 'Enedis ne l’enregistre que sur demande. Activez la collecte dans votre espace Enedis : elle commencera le lendemain.',
  },
  EMAIL_NOT_VERIFIED: {
    title: 'L’adresse de votre compte n’est pas confirmée',
    text: 'Ouvrez le message envoyé par MyElectricalData et confirmez votre adresse.',
  },
  ERASED: {
    title: 'Cette valeur a été effacée à la main',
    text: 'Annulez la correction pour la retrouver.',
  },
  FILE_UNREADABLE: {
    title: 'Le fichier n’a pas été reconnu',
    text: 'Déposez un fichier exporté par Enedis, sans le modifier.',
  },
  GATEWAY_FAILED: {
    title: 'La passerelle a répondu par une erreur',
    text: 'Vos données restent affichées.',
  },
  GATEWAY_MALFORMED: {
    title: 'La réponse de la passerelle n’a pas pu être lue',
    text: 'Elle a peut-être changé de forme. Vérifiez si une nouvelle version de Linky Local existe.',
  },
  GATEWAY_UNREACHABLE: {
    title: 'La passerelle ne répond pas',
    text: 'Vos données restent affichées.',
  },
  INCOMPLETE_DAY: {
    title: 'Il manque des demi-heures dans la journée',
    text: 'Elles sont redemandées automatiquement pendant quelques jours.',
  },
  INTERNAL: {
    title: 'Linky Local a rencontré une erreur',
    text: 'Le journal du serveur en donne la cause.',
  },
  INVALID_INPUT: {
    title: 'Une valeur n’est pas acceptée',
    text: 'Corrigez le champ signalé, puis recommencez.',
  },
  NOT_ASKED: {
    title: 'Ces jours n’ont pas encore été demandés',
    text: 'La prochaine synchronisation s’en charge.',
  },
  NOT_FOUND: {
    title: 'L’élément demandé n’existe pas',
    text: 'Il a peut-être été supprimé.',
  },
  NOT_HOLDER: {
    title: 'Votre compte n’est pas titulaire de ce compteur',
    text: 'Vérifiez le compteur sur la passerelle, ou donnez de nouveau votre consentement.',
  },
  NOT_PUBLISHED: {
    title: 'Enedis n’a pas encore publié la journée',
    text: 'Elle arrive le lendemain, en général vers 8 h.',
  },
  NO_DATA: {
    title: 'Enedis n’a pas de relevé pour ces jours',
    text: 'Ils sont redemandés de temps en temps, sans épuiser vos appels.',
  },
  NO_PRODUCTION: {
    title: 'Ce compteur n’injecte pas',
    text: 'Si vous venez d’installer des panneaux, relisez le contrat depuis la passerelle.',
  },
  PEER_DROPPED: {
    title: 'La destination a accepté l’envoi sans le garder',
    text: 'Vérifiez ses réglages, puis renvoyez les données.',
  },
  PEER_REFUSED: {
    title: 'La destination refuse la clé ou le mot de passe',
    text: 'Remplacez-le dans les réglages de la destination.',
  },
  PEER_TLS: {
    title: 'Le certificat de la destination n’est pas reconnu',
    text: 'Ajoutez son autorité, ou vérifiez si elle attend une adresse en https.',
  },
  PEER_UNREACHABLE: {
    title: 'La destination ne répond pas',
    text: 'Vérifiez qu’elle est allumée et que son adresse est juste.',
  },
  PEER_UNSUPPORTED: {
    title: 'La destination est trop ancienne ou incomplète',
    text: 'Mettez-la à jour, ou installez le composant demandé.',
  },
  PRICE_UNKNOWN: {
    title: 'Le prix n’est pas connu à cette date',
    text: 'Les kWh sont comptés, sans montant.',
  },
  QUOTA_EXHAUSTED: {
    title: 'Les appels du jour sont épuisés',
    text: 'La passerelle en limite le nombre. La suite viendra d’elle-même.',
  },
  RATE_LIMITED: {
    title: 'Enedis demande de ralentir',
    text: 'La synchronisation reprend seule après une pause.',
  },
  SOURCE_UNAVAILABLE: {
    title: 'Enedis ou RTE est indisponible',
    text: 'La passerelle répond, mais pas la source derrière elle.',
  },
  STORAGE_UNAVAILABLE: {
    title: 'La base de données ne répond pas',
    text: 'Vérifiez que le disque n’est pas plein, puis redémarrez Linky Local. Les chiffres déjà reçus restent affichés.',
  },
  TOO_COMPLEX: {
    title: 'La demande est trop lourde',
    text: 'Demandez moins de choses à la fois.',
  },
  TOO_LARGE: {
    title: 'La période ou le fichier est trop grand',
    text: 'Réduisez-le, puis recommencez.',
  },
  TOO_OLD: {
    title: 'Ces jours sont trop anciens',
    text: 'Enedis garde trois ans de relevés par jour et deux ans de courbe.',
  },
  USAGE_POINT_INACTIVE: {
    title: 'Ce compteur est désactivé sur la passerelle',
    text: 'Réactivez-le là-bas pour recevoir la suite ; l’historique reste ici.',
  },
}
